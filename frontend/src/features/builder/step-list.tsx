import { Text } from '@mantine/core'
import { IconLogin2, IconLogout2 } from '@tabler/icons-react'
import {
  type ReactNode,
  type RefObject,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { BoardArea } from '@/components/ui/sortable-row'
import type { DraftStep } from './state/draft'
import classes from './step-list.module.css'
import { StepRow, type StepRowProps } from './step-row'
import { focusStep, useStepKeys } from './use-step-keys'

interface StepListProps {
  rows: StepRowProps[]
  steps: readonly DraftStep[]
  act: StepRowProps['act']
  runToEnd: boolean
  readOnly: boolean
  /** Where a tool that is being dragged would land. */
  place: number | null
  /** The key of the step that has the focus after the next drawing; emptied then. */
  focus: RefObject<string>
  /** What adds a step at the end. */
  add: ReactNode
}

/** The steps in order, with the entry above and the exit below. */
export function StepList({ rows, readOnly, place, focus, ...p }: StepListProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  const all = useAll(rows.length)
  const keys = useStepKeys(p.steps, p.act, readOnly)
  useLayoutEffect(() => {
    focusStep(list.current, focus.current)
    focus.current = ''
  })
  return (
    <section aria-label={t('builder.steps.title')}>
      <BoardArea className={classes.list}>
        <div className={classes.end}>
          <IconLogin2 size={16} aria-hidden />
          {t('builder.steps.enters')}
        </div>
        <ol className={classes.steps} ref={list} onKeyDown={keys}>
          {(all ? rows : rows.slice(0, firstRows)).map((row, i) => (
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
        {!readOnly && <div className={classes.add}>{p.add}</div>}
        <div className={classes.end} data-last>
          <IconLogout2 size={16} aria-hidden />
          {p.runToEnd ? t('builder.steps.runs_to_end') : t('builder.steps.leaves')}
        </div>
      </BoardArea>
    </section>
  )
}

/** As many rows as a tall screen shows. */
const firstRows = 24

/** Of a long list the first rows are painted at once, the others right after. */
function useAll(count: number): boolean {
  const [all, setAll] = useState(count <= firstRows)
  useEffect(() => startTransition(() => setAll(true)), [])
  return all
}
