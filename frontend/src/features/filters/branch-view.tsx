import { Text } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { AddBar } from './add-bar'
import type { Advice } from './api'
import { ConditionRow } from './condition-row'
import { DragPlace } from './drag-place'
import classes from './editor.module.css'
import { useDraft, useEditor } from './editor-context'
import { GroupBox } from './group-box'
import type { Branch, Row } from './state/form'
import { useEdits } from './use-edits'
import { useGradually } from './use-gradually'

interface BranchViewProps {
  branch: Branch
  /** How deep it lies in the tree; the root is 1. */
  depth: number
  /** "2.1" of a group; "" of the two lists. */
  number: string
  /** How many groups stand in the lists before it. */
  before?: number
}

/** The conditions and groups of one list or group, and what adds to them. */
export function BranchView({ branch, depth, number, before = 0 }: BranchViewProps) {
  const { t } = useTranslation()
  const { readOnly } = useEditor()
  const { problems, advice, words } = useDraft()
  const rows = useGradually(branch.rows)
  const joint = t(branch.any ? 'filters.or' : 'filters.and')
  const empty = branch.rows.length + branch.groups.length === 0
  return (
    <>
      <div className={classes.rows}>
        {rows.map((row, i) => (
          <RowLine
            key={row.key}
            row={row}
            number={i + 1}
            branch={branch.key}
            group={number}
            joint={i > 0 ? joint : ''}
            problems={problems.get(row.key)}
            advice={advice.get(row.key)}
            said={words.get(row.key)}
          />
        ))}
        {branch.groups.map((group, i) => (
          <GroupBox
            key={group.key}
            group={group}
            depth={depth + 1}
            number={number ? `${number}.${i + 1}` : String(before + i + 1)}
            joint={i + branch.rows.length > 0 ? joint : ''}
          />
        ))}
      </div>
      {readOnly && empty && <div className={classes.nothing}>{t('filters.no_conditions')}</div>}
      {!readOnly && <AddBar branch={branch} depth={depth} number={number} />}
    </>
  )
}

interface RowLineProps {
  row: Row
  number: number
  branch: string
  group: string
  joint: string
  problems: Problem[] | undefined
  advice: Advice[] | undefined
  said: string | undefined
}

// Drawn anew only when something about its own row changes: there may be a hundred.
const RowLine = memo(function RowLine(p: RowLineProps) {
  const { row, number, group, joint, said } = p
  const { t } = useTranslation()
  const { readOnly } = useEditor()
  const edits = useEdits()
  const label = t(group ? 'filters.condition_in' : 'filters.condition', { number, group })
  if (readOnly) {
    return (
      <div className={classes.row}>
        <span className={classes.joint}>{joint}</span>
        <Text className={classes.words}>{said ?? '…'}</Text>
      </div>
    )
  }
  return (
    <DragPlace
      id={row.key}
      name={label}
      onStep={(by) => edits.step(row.key, by)}
      clip={{
        words: said,
        copy: () => edits.copy(row.key),
        cut: () => {
          edits.copy(row.key)
          edits.remove(row.key)
        },
        paste: () => edits.paste(p.branch, row.key),
      }}
    >
      {(grip) => (
        <div className={classes.row}>
          <span className={classes.joint}>{joint}</span>
          {grip}
          <ConditionRow
            row={row}
            label={label}
            problems={p.problems}
            advice={p.advice}
            words={said}
          />
        </div>
      )}
    </DragPlace>
  )
})
