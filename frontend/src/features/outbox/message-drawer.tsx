import { Button, Stack, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { StateBadge } from '@/components/ui/state-badge'
import { useOpenDrawer } from '@/lib/drawers/drawers'
import { say } from '@/lib/i18n/say'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useMessage } from './api'
import { MessageFacts } from './message-facts'
import { MessageStory } from './message-story'
import classes from './outbox.module.css'
import { RenderedMessage } from './rendered-message'
import { useDecide } from './use-decide'
import { possibleNow, urgent } from './view'

interface MessageDrawerProps {
  target: { id: string }
  onClose: () => void
}

/** One message: what happened to it in words, its text, and the decision that it waits for. */
export function MessageDrawer({ target, onClose }: MessageDrawerProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useMessage(target.id)
  const message = data?.row.message
  return (
    <SideDrawer
      open
      wide
      onClose={onClose}
      title={message ? message.toName || message.to : t('outbox.message')}
      aside={message && <StateBadge state={message.state} />}
      footer={data && <Footer view={data} />}
    >
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton count={8} />}
      {data && (
        <Stack gap="md">
          <Text className={classes.said}>{say(data.say)}</Text>
          <MessageStory view={data} />
          <RenderedMessage view={data} />
          <MessageFacts view={data} onLeave={onClose} />
        </Stack>
      )}
    </SideDrawer>
  )
}

function Footer({ view }: { view: api.MessageView }) {
  const { t } = useTranslation()
  const open = useOpenDrawer()
  const { ask, pending } = useDecide()
  const { id, state, reason, card, sequence } = view.row.message
  const possible = possibleNow(state, reason, useWorkspace().workspace.testMode)
  return (
    <>
      {sequence && card && (
        <Button
          variant="subtle"
          mr="auto"
          leftSection={<IconHelpCircle size={16} />}
          onClick={() => open({ kind: 'why', card, sequence })}
        >
          {t('outbox.why')}
        </Button>
      )}
      {[...possible].reverse().map((decision) => (
        <Button
          key={decision}
          variant={decision === possible[0] && urgent.includes(state) ? 'filled' : 'default'}
          disabled={pending}
          onClick={() => void ask([id], state, decision)}
        >
          {t(`outbox.decide.${decision}`)}
        </Button>
      ))}
    </>
  )
}
