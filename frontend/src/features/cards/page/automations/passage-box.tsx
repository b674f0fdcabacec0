import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { StateBadge } from '@/components/ui/state-badge'
import { When } from '@/components/ui/when'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { paths } from '@/lib/routing/paths'
import cards from '../../cards.module.css'
import { PassageActions } from './passage-actions'
import { StepRuns } from './step-runs'

interface PassageBoxProps {
  passage: api.Passage
  view: api.CardView
}

/** One passage of the card through an automation: where it stands, what its steps came to. */
export function PassageBox({ passage, view }: PassageBoxProps) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const { enrolment, name, runs } = passage
  const live = enrolment.ended === 0
  const next = view.coming.find((c) => c.enrolment === enrolment.id && c.pending)
  return (
    <article className={cards.box} aria-label={name}>
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
        <StateBadge
          state={enrolment.paused ? 'paused' : enrolment.state}
          reason={enrolment.reason}
        />
      </Group>
      <Text size="sm" c="dimmed" mt={4} component="div">
        {enrolment.round > 1 && `${t('cards.round', { round: enrolment.round })} · `}
        {enrolment.byHand && `${t('cards.by_hand')} · `}
        {live && enrolment.paused && (
          <div>{t(enrolment.pausedByHand ? 'card.paused_here' : 'card.paused_all')}</div>
        )}
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
        {live && view.steers && <PassageActions view={view} passage={passage} next={next} />}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconHelpCircle size={14} />}
          onClick={() => open({ kind: 'why', card: view.card.id, sequence: enrolment.sequence })}
        >
          {t('cards.why')}
        </Button>
      </Group>
    </article>
  )
}
