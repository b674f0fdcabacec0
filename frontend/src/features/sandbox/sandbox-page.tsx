import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { ErrorBox } from '@/components/ui/error-box'
import { Page } from '@/components/ui/page'
import { TableSkeleton } from '@/components/ui/skeletons'
import { paths } from '@/lib/routing/paths'
import { text, useParam, useView } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { usePlan, useSandbox } from './api'
import { Running } from './running'
import classes from './sandbox.module.css'
import { StartPanel } from './start-panel'
import { TestList } from './test-list'

const viewSchema = z.object({
  /** The copy; "": none was made yet. */
  copy: text,
  scope: z.enum(['all', 'new', 'now']).catch('all'),
})

/** An automation tried on a copy of some cards, with a clock of its own; nothing leaves. */
export function SandboxPage() {
  const { t } = useTranslation()
  const id = useParam('sequence')
  const { product } = useProduct()
  const plan = usePlan(id)
  const [view, change] = useView(viewSchema)
  const copy = useSandbox(view.copy)
  const back = {
    to: paths.automation(product.id, id),
    label: plan.data?.sequence.name ?? t('sandbox.automation'),
  }
  const gone = view.copy !== '' && copy.error !== null
  return (
    <Page
      title={
        plan.data ? t('sandbox.title_of', { name: plan.data.sequence.name }) : t('sandbox.title')
      }
      back={back}
    >
      <ErrorBox error={plan.error} onRetry={() => void plan.refetch()} />
      {!plan.data && !plan.error && <TableSkeleton />}
      {plan.data && copy.data && (
        <Running
          plan={plan.data}
          view={copy.data}
          scope={view.scope}
          onCopy={(next) => change({ copy: next })}
        />
      )}
      {view.copy && copy.isPending && !copy.error && <TableSkeleton />}
      {plan.data && (!view.copy || gone) && (
        <div className={classes.screen}>
          <StartPanel
            plan={plan.data}
            gone={gone}
            onOpen={(next, scope) => change({ copy: next, scope })}
          />
          <TestList sequence={id} />
        </div>
      )}
    </Page>
  )
}
