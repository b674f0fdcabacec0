import { Button } from '@mantine/core'
import {
  type Icon,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconPlayerStop,
} from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toastError } from '@/components/ui/toast'
import { useCardActions } from '../api'
import { cardToast } from '../card-toast'

interface PassageActionsProps {
  view: api.CardView
  passage: api.Passage
  next: api.ComingStep | undefined
}

/** Pause or resume for this card, skip the next step, stop. */
export function PassageActions({ view, passage: { enrolment, name }, next }: PassageActionsProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const { stop, skip, pause, resume } = useCardActions(view.card.id)
  const { id } = enrolment
  const left = view.coming.filter((c) => c.enrolment === id).length
  const askStop = async () => {
    const sure = await confirm({
      title: t('cards.stop_title', { name }),
      consequences: [t('cards.stop_steps', { count: left }), t('cards.stop_messages')],
      action: t('cards.stop'),
      danger: true,
    })
    if (!sure) return
    await stop
      .mutateAsync(id)
      .then(({ undo }) => cardToast({ title: t('cards.stopped', { name }), undo }), toastError)
  }
  const askSkip = async () => {
    const { position = 0, template = '' } = next ?? {}
    const sure = await confirm({
      title: t('cards.skip_title', { position, template }),
      children: t('cards.skip_words'),
      action: t('cards.skip'),
    })
    if (!sure) return
    await skip.mutateAsync(id).then(() => cardToast({ title: t('cards.skipped') }), toastError)
  }
  const setPaused = (paused: boolean) =>
    (paused ? pause : resume).mutateAsync(id).then(
      () =>
        cardToast({
          title: t(paused ? 'card.paused' : 'card.resumed', { name }),
          children: t(paused ? 'card.paused_words' : 'card.resumed_words'),
          action: { label: t('common.undo'), run: () => void setPaused(!paused) },
        }),
      toastError,
    )
  return (
    <>
      {enrolment.pausedByHand ? (
        <Act icon={IconPlayerPlay} busy={resume.isPending} onClick={() => void setPaused(false)}>
          {t('card.resume')}
        </Act>
      ) : (
        <Act icon={IconPlayerPause} busy={pause.isPending} onClick={() => void setPaused(true)}>
          {t('card.pause')}
        </Act>
      )}
      {next && next.state !== 'sending' && (
        <Act icon={IconPlayerSkipForward} busy={skip.isPending} onClick={() => void askSkip()}>
          {t('cards.skip_step')}
        </Act>
      )}
      <Act icon={IconPlayerStop} busy={stop.isPending} onClick={() => void askStop()}>
        {t('cards.stop')}
      </Act>
    </>
  )
}

interface ActProps {
  icon: Icon
  busy: boolean
  onClick: () => void
  children: React.ReactNode
}

function Act({ icon: Picture, busy, onClick, children }: ActProps) {
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<Picture size={14} />}
      loading={busy}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
