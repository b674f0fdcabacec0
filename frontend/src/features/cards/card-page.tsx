import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LeaveGuard } from '@/components/ui/leave-guard'
import { Page } from '@/components/ui/page'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { useParam } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useCard } from './api'
import { AutomationsPanel } from './automations-panel'
import { CardForm } from './card-form'
import { CardMenu } from './card-menu'
import classes from './cards.module.css'
import { StatusBar } from './status-bar'
import { TasksPanel } from './tasks-panel'
import { Timeline } from './timeline'
import { useCardEditor } from './use-card-editor'

/** One card: what it is on the left, what happens to it in the middle, its automations on the right. */
export function CardPage() {
  const { t } = useTranslation()
  const { product } = useProduct()
  const card = useCard(useParam('card'))
  const back = { to: paths.cards(product.id), label: product.name }
  if (!card.data) {
    return (
      <Page title={card.error ? t('cards.not_there') : '\u00a0'} back={back}>
        {card.error ? (
          <ErrorBox error={card.error} onRetry={() => void card.refetch()} />
        ) : (
          <LinesSkeleton count={10} />
        )}
      </Page>
    )
  }
  return <Loaded view={card.data} back={back} key={card.data.card.id} />
}

interface LoadedProps {
  view: NonNullable<ReturnType<typeof useCard>['data']>
  back: { to: string; label: string }
}

function Loaded({ view, back }: LoadedProps) {
  const { t } = useTranslation()
  const editor = useCardEditor(view)
  return (
    <Page
      title={view.card.name}
      back={back}
      aside={<CardMenu view={view} />}
      toolbar={
        <StatusBar
          value={view.card.status}
          since={view.card.statusSince}
          busy={editor.saving}
          onChange={editor.setStatus}
        />
      }
    >
      <LeaveGuard dirty={() => editor.dirty} onSave={editor.save} />
      <div className={classes.frame}>
        <div className={classes.columns}>
          <section className={classes.left} aria-label={t('cards.details')}>
            <CardForm editor={editor} view={view} />
          </section>
          <section className={classes.right} aria-label={t('cards.automations')}>
            <AutomationsPanel view={view} />
            <TasksPanel view={view} />
          </section>
          <section className={classes.middle} aria-label={t('cards.timeline')}>
            <Timeline view={view} />
          </section>
        </div>
      </div>
    </Page>
  )
}
