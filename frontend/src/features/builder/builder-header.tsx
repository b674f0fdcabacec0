import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { type Dispatch, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { Page } from '@/components/ui/page'
import { StateBadge } from '@/components/ui/state-badge'
import { toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { ActivationDialog } from './activation/activation-dialog'
import { useDeactivate } from './api'
import { BuilderTools } from './builder-tools'
import { SequenceMenu } from './sequence-menu'
import { useSlots } from './slots'
import type { BuilderAction, BuilderState } from './state/builder-state'
import type { DraftCheck } from './use-check'

export interface BuilderHeaderProps {
  view: api.SequenceView
  state: BuilderState
  dispatch: Dispatch<BuilderAction>
  check: DraftCheck
  readOnly: boolean
  dirty: boolean
  saving: boolean
  saveAll: () => Promise<boolean>
}

/** The page of the builder: name, state, last change, and what can be done with the whole of it. */
export function BuilderHeader(p: BuilderHeaderProps & { children: ReactNode }) {
  const { t } = useTranslation()
  const { view, state } = p
  const admin = useIsAdmin()
  const { Tests } = useSlots()
  const [activating, setActivating] = useState(false)
  const activate = useAskToActivate(p, () => setActivating(true))
  const running = view.sequence.state !== 'inactive'
  return (
    <Page
      title={state.draft.settings.name}
      back={{ to: paths.automations(state.product), label: t('sequences.title') }}
      aside={<StateBadge state={view.sequence.state} />}
      subtitle={
        <>
          {t('builder.changed')} <When at={view.sequence.modified} relative />
          {view.modifiedBy && ` ${t('builder.changed_by', { who: view.modifiedBy })}`}
          <Tests product={state.product} sequence={state.id} />
        </>
      }
      fill
      toolbar={<BuilderTools {...p} />}
      actions={
        <>
          {admin && <SequenceMenu {...p} />}
          {admin && !running && (
            <Button
              leftSection={<IconPlayerPlay size={16} />}
              onClick={() => void activate()}
              loading={p.saving}
            >
              {t('builder.activate')}
            </Button>
          )}
          {admin && running && <DeactivateButton view={view} />}
        </>
      }
    >
      {p.children}
      {activating && <ActivationDialog view={view} onClose={() => setActivating(false)} />}
    </Page>
  )
}

/** Before activation everything must be saved; a person says whether to. */
function useAskToActivate(p: BuilderHeaderProps, onReady: () => void) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  return async () => {
    if (p.dirty) {
      const yes = await confirm({
        title: t('builder.save_and_activate.title'),
        children: t('builder.save_and_activate.text'),
        action: t('builder.save_and_activate.action'),
      })
      if (!yes || !(await p.saveAll())) return
    }
    onReady()
  }
}

function DeactivateButton({ view }: { view: api.SequenceView }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const deactivate = useDeactivate()
  const ask = async () => {
    const yes = await confirm({
      title: t('builder.deactivate.title', { name: view.sequence.name }),
      children: t('builder.deactivate.text'),
      consequences: [
        ...(view.row.live > 0 ? [t('builder.deactivate.live', { count: view.row.live })] : []),
        ...(view.queued > 0 ? [t('builder.deactivate.queued', { count: view.queued })] : []),
      ],
      action: t('builder.deactivate.action'),
      danger: true,
    })
    if (yes) deactivate.mutate(view.sequence.id, { onError: toastError })
  }
  return (
    <Button
      color="red"
      variant="outline"
      leftSection={<IconPlayerPause size={16} />}
      onClick={() => void ask()}
      loading={deactivate.isPending}
    >
      {t('builder.deactivate.action')}
    </Button>
  )
}
