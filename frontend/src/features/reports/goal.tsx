import { Button, Group, NumberInput, Select, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { useFormat } from '@/lib/format/use-format'
import { useIsAdmin, useProduct } from '@/lib/workspace/workspace'
import { useSetGoal } from './api'
import classes from './report.module.css'
import { Section } from './section'

/** What the automation is for: a status, reached within so many days after a step. */
export function Goal({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const { day } = useFormat()
  const { goal } = report
  return (
    <Section
      title={t('reports.goal')}
      words={
        goal
          ? t('reports.goal_is', { status: goal.name, count: goal.days })
          : t('reports.goal_words')
      }
    >
      {admin && <GoalForm report={report} />}
      {goal && goal.known > 0 && (
        <Text size="sm" c="dimmed">
          {t('reports.known', { day: day(goal.known) })}
        </Text>
      )}
    </Section>
  )
}

function GoalForm({ report }: { report: api.SequenceReport }) {
  const { t } = useTranslation()
  const { statuses } = useProduct()
  const save = useSetGoal()
  const [status, setStatus] = useState(report.goal?.status ?? '')
  const [days, setDays] = useState<number | string>(report.goal?.days ?? 30)
  const problems = problemsOf(save.error)
  const same =
    status === (report.goal?.status ?? '') && (status === '' || days === report.goal?.days)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ id: report.sequence, status, days: Number(days) || 0 })
      }}
    >
      <Group align="flex-end" gap="sm" className={classes.goalForm}>
        <Select
          label={t('reports.goal_status')}
          data={[
            { value: '', label: t('reports.no_goal') },
            ...statuses.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={status}
          onChange={(id) => setStatus(id ?? '')}
          allowDeselect={false}
          error={fieldError(problems, 'status')}
        />
        <NumberInput
          label={t('reports.goal_days')}
          value={days}
          onChange={setDays}
          min={1}
          max={365}
          allowDecimal={false}
          clampBehavior="none"
          disabled={status === ''}
          error={fieldError(problems, 'days')}
        />
        <Button type="submit" variant="default" disabled={same} loading={save.isPending}>
          {t('common.save')}
        </Button>
      </Group>
      {problems.length === 0 && <ErrorBox error={save.error} />}
    </form>
  )
}
