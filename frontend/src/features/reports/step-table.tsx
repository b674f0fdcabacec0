import { Table } from '@mantine/core'
import type { api } from '@wails/go/models'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/lib/format/use-format'
import { Rate } from './rate'
import classes from './report.module.css'
import { Section } from './section'
import { StepName } from './step-name'

const messages = ['sent', 'delivered', 'refused', 'held', 'uncertain', 'waiting'] as const

/** Step by step in numbers, with the reasons and the letters below each. */
export function StepTable({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const goal = Boolean(report.goal)
  return (
    <Section title={t('reports.steps')} words={t('reports.steps_words')}>
      <Table.ScrollContainer minWidth={760} scrollAreaProps={{ tabIndex: 0 }}>
        <Table className={classes.table} aria-label={t('reports.steps')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('reports.file_step')}</Table.Th>
              {(['done', 'skipped', 'failed', ...messages] as const).map((name) => (
                <Table.Th key={name} scope="col" className={classes.end}>
                  {t(`reports.${name}`)}
                </Table.Th>
              ))}
              {goal && (
                <Table.Th scope="col" className={classes.end}>
                  {t('reports.goal')}
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.steps.map((step) => (
              <StepRows key={step.step} step={step} goal={goal} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  )
}

function StepRows({ step, goal }: { step: api.ReportStep; goal: boolean }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const cell = (name: string, n: number | undefined) => (
    <Table.Td key={name} className={classes.end}>
      {n === undefined ? <span aria-hidden>–</span> : number(n)}
    </Table.Td>
  )
  return (
    <Fragment>
      <Table.Tr>
        <Table.Th scope="row">
          <StepName step={step} />
          <Reasons step={step} />
        </Table.Th>
        {cell('done', step.done)}
        {cell('skipped', step.skipped)}
        {cell('failed', step.failed)}
        {messages.map((name) => cell(name, step.sends || name === 'held' ? step[name] : undefined))}
        {goal && (
          <Table.Td className={classes.end}>
            <Rate rate={step.goal} />
          </Table.Td>
        )}
      </Table.Tr>
      {step.letters.map((letter) => (
        <Table.Tr key={letter.letter} className={classes.letter}>
          <Table.Th scope="row">{t('reports.letter', { letter: letter.letter })}</Table.Th>
          {cell('done', letter.done)}
          {cell('skipped', letter.skipped)}
          {cell('failed', letter.failed)}
          {messages.map((name) => cell(name, undefined))}
          {goal && (
            <Table.Td className={classes.end}>
              <Rate rate={letter.goal} />
            </Table.Td>
          )}
        </Table.Tr>
      ))}
    </Fragment>
  )
}

function Reasons({ step }: { step: api.ReportStep }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (step.reasons.length === 0) return null
  return (
    <ul className={classes.reasons}>
      {step.reasons.map((r) => (
        <li key={`${r.outcome} ${r.reason}`}>
          {t(`reports.${r.outcome}`)}: {t(`reason.${r.reason}`)} · {number(r.count)}
        </li>
      ))}
    </ul>
  )
}
