import { Anchor, Button, Text } from '@mantine/core'
import { IconMoodSmile } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorBox } from '@/components/ui/error-box'
import { TableSkeleton } from '@/components/ui/skeletons'
import { KindIcon } from '@/components/ui/step-kind'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useHeldSteps } from './api'
import classes from './outbox.module.css'
import { useDecideHeld } from './use-decide'

/** "While you were away": the steps that became too late, to be sent now or skipped. */
export function AwayList() {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const columns = useColumns()
  const { data: steps, error, refetch } = useHeldSteps()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (!steps) return <TableSkeleton />
  if (steps.length === 0) {
    return <EmptyState small icon={IconMoodSmile} title={t('outbox.away.empty')} />
  }
  const ids = steps.map((step) => step.enrolment).filter((id) => chosen.has(id))
  return (
    <>
      <AwayBar
        chosen={ids}
        all={steps.map((step) => step.enrolment)}
        onDone={() => setChosen(new Set())}
      />
      <DataTable
        label={t('outbox.away.title')}
        rows={steps}
        columns={columns}
        rowHeight={56}
        selection={{ ids: new Set(ids), onChange: setChosen }}
        idOf={(step) => step.enrolment}
        nameOf={(step) => step.cardName}
        onOpen={(step) => open({ kind: 'why', card: step.card, sequence: step.sequence })}
      />
    </>
  )
}

interface AwayBarProps {
  chosen: string[]
  all: string[]
  onDone: () => void
}

function AwayBar({ chosen, all, onDone }: AwayBarProps) {
  const { t } = useTranslation()
  const { ask, pending } = useDecideHeld()
  const ids = chosen.length > 0 ? chosen : all
  const run = async (decision: 'send' | 'skip') => {
    if (await ask(ids, decision)) onDone()
  }
  return (
    <section className={classes.bar} aria-label={t('outbox.decisions')}>
      <Text size="sm" aria-live="polite">
        {chosen.length > 0
          ? t('ui.chosen', { count: chosen.length })
          : t('outbox.away.waiting', { count: all.length })}
      </Text>
      {(['send', 'skip'] as const).map((decision) => (
        <Button
          key={decision}
          size="xs"
          variant="default"
          disabled={pending}
          onClick={() => void run(decision)}
        >
          {chosen.length > 0
            ? t(`outbox.away.${decision}`)
            : t('outbox.decide_all', { decision: t(`outbox.away.${decision}`) })}
        </Button>
      ))}
    </section>
  )
}

function useColumns(): Column<api.HeldStep>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'card',
      title: t('outbox.column.card'),
      cell: (step) => (
        <Anchor
          component={Link}
          to={paths.card(step.product, step.card)}
          className="clip"
          title={step.cardName}
        >
          {step.cardName}
        </Anchor>
      ),
    },
    {
      key: 'step',
      title: t('outbox.column.step'),
      cell: (step) => (
        <span className={classes.to}>
          <KindIcon kind={step.kind} />
          <span className={classes.two}>
            <span className="clip">{t(`kind.${step.kind}`)}</span>
            <span className={`clip ${classes.small}`}>{step.template}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'sequence',
      title: t('outbox.column.sequence'),
      hideBelow: 640,
      cell: (step) => (
        <Anchor
          component={Link}
          to={paths.automation(step.product, step.sequence)}
          className="clip"
          title={step.name}
        >
          {step.name}
        </Anchor>
      ),
    },
    {
      key: 'planned',
      title: t('outbox.column.planned'),
      width: '160px',
      cell: (step) => <When at={step.planned} />,
    },
    {
      key: 'reason',
      title: t('outbox.column.reason'),
      hideBelow: 800,
      cell: (step) => <span className="clip">{step.reason && t(`reason.${step.reason}`)}</span>,
    },
  ]
}
