import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconHelpCircle, IconPlayerSkipForward, IconPlayerStop } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { StateBadge } from '@/components/ui/state-badge'
import { toast, toastError } from '@/components/ui/toast'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import { useCardActions } from './api'
import classes from './cards.module.css'
import { StepRuns } from './step-runs'

interface PassageBoxProps {
  passage: api.Passage
  view: api.CardView
}

/** One passage of the card through an automation: where it stands, what its steps came to. */
export function PassageBox({ passage: { enrolment, name, runs }, view }: PassageBoxProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const state = enrolment.paused ? 'paused' : enrolment.state
  const live = enrolment.ended === 0
  const next = view.coming.find((c) => c.enrolment === enrolment.id && c.pending)
  return (
    <div className={classes.box}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Anchor
          component={Link}
          to={paths.automation(view.card.product, enrolment.sequence)}
          fw={600}
          c="var(--mantine-color-text)"
          className="clip"
          title={name}
        >
          {name}
        </Anchor>
        <StateBadge state={state} reason={enrolment.reason} />
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {enrolment.round > 1 && `${t('cards.round', { round: enrolment.round })} · `}
        {enrolment.byHand && `${t('cards.by_hand')} · `}
        {live && next && (
          <>
            {t('cards.next_is', { position: next.position })} <When at={next.at} relative />
          </>
        )}
        {!live && (
          <>
            {t('cards.ended_at')} <When at={enrolment.ended} relative />
          </>
        )}
      </Text>
      {runs.length > 0 && <StepRuns runs={runs} />}
      <Group gap={4} mt="xs">
        {live && <LiveActions view={view} enrolment={enrolment.id} name={name} next={next} />}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconHelpCircle size={14} />}
          onClick={() => open({ kind: 'why', card: view.card.id, sequence: enrolment.sequence })}
        >
          {t('cards.why')}
        </Button>
      </Group>
    </div>
  )
}

interface LiveActionsProps {
  view: api.CardView
  enrolment: string
  name: string
  next: api.ComingStep | undefined
}

function LiveActions({ view, enrolment, name, next }: LiveActionsProps) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const { stop, skip } = useCardActions(view.card.id)
  const left = view.coming.filter((c) => c.enrolment === enrolment).length
  const askStop = async () => {
    const sure = await confirm({
      title: t('cards.stop_title', { name }),
      consequences: [t('cards.stop_steps', { count: left }), t('cards.stop_messages')],
      action: t('cards.stop'),
      danger: true,
    })
    if (!sure) return
    await stop
      .mutateAsync(enrolment)
      .then(() => toast({ title: t('cards.stopped', { name }) }), toastError)
  }
  const askSkip = async () => {
    const sure = await confirm({
      title: t('cards.skip_title', {
        position: next?.position ?? 0,
        template: next?.template ?? '',
      }),
      children: t('cards.skip_words'),
      action: t('cards.skip'),
    })
    if (!sure) return
    await skip.mutateAsync(enrolment).then(() => toast({ title: t('cards.skipped') }), toastError)
  }
  return (
    <>
      {next && next.state !== 'sending' && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlayerSkipForward size={14} />}
          loading={skip.isPending}
          onClick={() => void askSkip()}
        >
          {t('cards.skip_step')}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPlayerStop size={14} />}
        loading={stop.isPending}
        onClick={() => void askStop()}
      >
        {t('cards.stop')}
      </Button>
    </>
  )
}
