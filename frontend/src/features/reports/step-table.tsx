import { Table } from '@mantine/core'
import type { api } from '@wails/go/models'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { CardsDoor } from './cards-door'
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
      <Table.ScrollContainer minWidth={960} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
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
              <StepRows key={step.step} report={report} step={step} goal={goal} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  )
}

interface StepRowsProps {
  report: api.SequenceReport
  step: api.ReportStep
  goal: boolean
}

function StepRows({ report, step, goal }: StepRowsProps) {
  const { t } = useTranslation()
  const door = { sequence: report.sequence, step: step.step }
  const cell = (name: string, n: number | undefined, opens?: string) => (
    <Table.Td key={name} className={n ? classes.end : `${classes.end} ${classes.none}`}>
      {n === undefined ? (
        <span aria-hidden>–</span>
      ) : (
        <CardsDoor {...door} count={n} state={opens} what={t(`reports.${name}`)} />
      )}
    </Table.Td>
  )
  const over = (of: Pick<api.ReportStep, 'done' | 'skipped' | 'failed'>, open: boolean) =>
    (['done', 'skipped', 'failed'] as const).map((name) =>
      cell(name, of[name], open ? name : undefined),
    )
  return (
    <Fragment>
      <Table.Tr>
        <Table.Th scope="row">
          <StepName step={step} />
          <Reasons report={report} step={step} />
        </Table.Th>
        {over(step, true)}
        {messages.map((name) =>
          cell(
            name,
            step.sends || name === 'held' ? step[name] : undefined,
            name === 'held' || name === 'uncertain' ? name : undefined,
          ),
        )}
        {goal && (
          <Table.Td className={classes.end}>
            <Rate rate={step.goal} />
          </Table.Td>
        )}
      </Table.Tr>
      {step.letters.map((letter) => (
        <Table.Tr key={letter.letter} className={classes.letter}>
          <Table.Th scope="row">{t('reports.letter', { letter: letter.letter })}</Table.Th>
          {over(letter, false)}
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

function Reasons({ report, step }: Pick<StepRowsProps, 'report' | 'step'>) {
  const { t } = useTranslation()
  if (step.reasons.length === 0) return null
  return (
    <ul className={classes.reasons}>
      {step.reasons.map((r) => (
        <li key={`${r.outcome} ${r.reason}`}>
          {t(`reports.${r.outcome}`)}: {t(`reason.${r.reason}`)} ·{' '}
          <CardsDoor
            sequence={report.sequence}
            step={step.step}
            state={r.outcome}
            reason={r.reason}
            count={r.count}
            what={t(`reason.${r.reason}`)}
          />
        </li>
      ))}
    </ul>
  )
}
