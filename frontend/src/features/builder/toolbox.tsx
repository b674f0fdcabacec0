import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { DragSource } from '@/components/ui/sortable-row'
import { KindIcon } from '@/components/ui/step-kind'
import type { StepKind } from './state/draft'
import { toolId } from './step-preview'
import classes from './toolbox.module.css'

interface ToolboxProps {
  tools: api.ToolboxEntry[] | undefined
  onAdd: (kind: StepKind) => void
}

const groups: api.ToolboxEntry['group'][] = ['client', 'inside']

/** The kinds of step: a click adds one behind the chosen step, a drag puts it anywhere. */
export function Toolbox({ tools, onAdd }: ToolboxProps) {
  const { t } = useTranslation()
  return (
    <Paper component="section" p="sm" aria-label={t('builder.toolbox.title')}>
      <Title order={2} size="h3">
        {t('builder.toolbox.title')}
      </Title>
      <Text size="xs" c="dimmed" mb="xs">
        {t('builder.toolbox.help')}
      </Text>
      {!tools && <Skeleton h={72} />}
      {tools?.length === 0 && <Text size="sm">{t('builder.toolbox.empty')}</Text>}
      <Stack gap="xs">
        {groups.map((group) => {
          const mine = tools?.filter((tool) => tool.group === group) ?? []
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
      </Stack>
    </Paper>
  )
}

function Tool({ kind, onAdd }: { kind: StepKind; onAdd: (kind: StepKind) => void }) {
  const { t } = useTranslation()
  return (
    <DragSource id={toolId(kind)} className={classes.tool} onClick={() => onAdd(kind)}>
      <KindIcon kind={kind} />
      <span>{t(`kind.${kind}`)}</span>
    </DragSource>
  )
}
