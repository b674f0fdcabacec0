import { Button, Menu, Text } from '@mantine/core'
import { IconLogin2, IconLogout2, IconPlus } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { BoardArea } from '@/components/ui/sortable-row'
import { KindIcon } from '@/components/ui/step-kind'
import type { StepKind } from './state/draft'
import classes from './step-list.module.css'
import { StepRow, type StepRowProps } from './step-row'

interface StepListProps {
  rows: StepRowProps[]
  tools: api.ToolboxEntry[] | undefined
  runToEnd: boolean
  readOnly: boolean
  /** Where a tool that is being dragged would land. */
  place: number | null
  onAdd: (kind: StepKind) => void
}

/** The steps in order, with the entry above and the exit below. */
export function StepList({ rows, tools, runToEnd, readOnly, place, onAdd }: StepListProps) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('builder.steps.title')}>
      <BoardArea className={classes.list}>
        <div className={classes.end}>
          <IconLogin2 size={16} aria-hidden />
          {t('builder.steps.enters')}
        </div>
        <ol className={classes.steps}>
          {rows.map((row, i) => (
            <li key={row.step.key}>
              {place === i && <div className={classes.opening} />}
              <StepRow {...row} />
            </li>
          ))}
        </ol>
        {rows.length > 0 && place === rows.length && <div className={classes.opening} />}
        {rows.length === 0 && (
          // As high while something is over it, or its edge would flicker under the pointer.
          <Text c="dimmed" className={classes.empty} data-open={place !== null || undefined}>
            {readOnly ? t('builder.steps.none') : t('builder.steps.empty')}
          </Text>
        )}
        {!readOnly && (
          <div className={classes.add}>
            <AddStep tools={tools} onAdd={onAdd} />
          </div>
        )}
        <div className={classes.end} data-last>
          <IconLogout2 size={16} aria-hidden />
          {runToEnd ? t('builder.steps.runs_to_end') : t('builder.steps.leaves')}
        </div>
      </BoardArea>
    </section>
  )
}

function AddStep({ tools, onAdd }: Pick<StepListProps, 'tools' | 'onAdd'>) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />}>
          {t('builder.steps.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tools?.map(({ kind }) => (
          <Menu.Item
            key={kind}
            leftSection={<KindIcon kind={kind} size={16} />}
            onClick={() => onAdd(kind)}
          >
            {t(`kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
