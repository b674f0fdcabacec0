import { List, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { SideDrawer } from '@/components/ui/side-drawer'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { say } from '@/lib/i18n/say'
import { useWhy } from './api'
import { ConditionTree } from './condition-tree'
import { PassagePath } from './step-path'
import classes from './why.module.css'
import { Turn } from './why-answer'

interface WhyDrawerProps {
  target: { card: string; sequence: string }
  onClose: () => void
}

/** Why a card did or didn't get an automation: the answer, the conditions, the path, what comes. */
export function WhyDrawer({ target, onClose }: WhyDrawerProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useWhy(target.card, target.sequence)
  return (
    <SideDrawer open onClose={onClose} title={t('why.title')}>
      <ErrorBox error={error} onRetry={() => void refetch()} />
      {!data && !error && <LinesSkeleton count={8} />}
      {data && (
        <Stack gap="lg">
          <Text className={classes.answer}>{say(data.answer)}</Text>
          {data.notes.length > 0 && (
            <List spacing={4} size="md" aria-label={t('why.facts')}>
              {data.notes.map((note) => (
                <List.Item key={say(note)}>{say(note)}</List.Item>
              ))}
            </List>
          )}
          <section>
            <Title order={2} size="h3" mb={6}>
              {t('why.conditions')}
            </Title>
            <ConditionTree why={data.filter} />
          </section>
          <section>
            <Title order={2} size="h3" mb={6}>
              {t('why.path')}
            </Title>
            {data.passages.length === 0 && <Text c="dimmed">{t('why.never')}</Text>}
            {data.passages.map((passage) => (
              <PassagePath key={passage.enrolment.id} passage={passage} />
            ))}
          </section>
          <section>
            <Title order={2} size="h3" mb={6}>
              {t('why.turn')}
            </Title>
            <Stack gap={6}>
              {data.turn.map((turn) => (
                <Turn
                  key={turn.key}
                  turn={turn}
                  byTime={data.filter.flips > 0 && turn.key === data.filter.turn.key}
                />
              ))}
            </Stack>
          </section>
        </Stack>
      )}
    </SideDrawer>
  )
}
