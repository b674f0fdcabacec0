import { CloseButton, Group, Paper, Skeleton, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { DragSource } from '@/components/ui/sortable-row'
import { KindIcon } from '@/components/ui/step-kind'
import type { StepKind } from './state/draft'
import { toolId } from './step-preview'
import classes from './toolbox.module.css'

interface ToolboxProps {
  tools: api.ToolboxEntry[] | undefined
  onAdd: (kind: StepKind) => void
  /** Where it can be put away. */
  onClose?: () => void
}

/** What goes out, and what happens inside: to colleagues and to the card. */
const groups = {
  client: ['client'],
  inside: ['inside', 'card'],
  outside: ['outside'],
} as const satisfies Record<string, api.ToolboxEntry['group'][]>

/** The kinds of step: a click adds one behind the chosen step, a drag puts it anywhere. */
export const Toolbox = memo(function Toolbox({ tools, onAdd, onClose }: ToolboxProps) {
  const { t } = useTranslation()
  return (
    <Paper component="section" className={classes.box} aria-label={t('builder.toolbox.title')}>
      <Group gap={8} wrap="nowrap" align="baseline" className={classes.head}>
        <Title order={2} size="h3">
          {t('builder.toolbox.title')}
        </Title>
        <Text size="xs" c="dimmed" className="clip" title={t('builder.toolbox.help')}>
          {t('builder.toolbox.help')}
        </Text>
        {onClose && (
          <CloseButton ml="auto" size="sm" aria-label={t('common.close')} onClick={onClose} />
        )}
      </Group>
      {!tools && <Skeleton h={96} />}
      {tools?.length === 0 && <Text size="sm">{t('builder.toolbox.empty')}</Text>}
      {Object.entries(groups).map(([group, kinds]) => {
        const mine = tools?.filter((tool) => kinds.some((kind) => kind === tool.group)) ?? []
        return (
          mine.length > 0 && (
            <fieldset key={group} className={classes.group}>
              <legend>{t(`builder.toolbox.${group}`)}</legend>
              <div className={classes.tools}>
                {mine.map((tool) => (
                  <Tool key={tool.kind} kind={tool.kind} onAdd={onAdd} />
                ))}
              </div>
            </fieldset>
          )
        )
      })}
    </Paper>
  )
})

function Tool({ kind, onAdd }: { kind: StepKind; onAdd: (kind: StepKind) => void }) {
  const { t } = useTranslation()
  return (
    <DragSource id={toolId(kind)} className={classes.tool} onClick={() => onAdd(kind)}>
      <KindIcon kind={kind} />
      <span>{t(`kind.${kind}`)}</span>
    </DragSource>
  )
}
