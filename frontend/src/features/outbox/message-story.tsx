import { Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from './outbox.module.css'

/** Everything that happened to a message, oldest first, with the servers' words. */
export function MessageStory({ view }: { view: api.MessageView }) {
  const { t } = useTranslation()
  return (
    <section aria-label={t('outbox.story_title')}>
      <Title order={2} size="h3" mb={4}>
        {t('outbox.story_title')}
      </Title>
      <ol className={classes.story}>
        {view.story.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a story only grows at its end
          <li key={i} data-kind={line.kind}>
            <Text size="xs" c="dimmed" component="div">
              <When at={line.at} />
              {line.who && ` · ${line.who}`}
            </Text>
            <Text size="sm">{say(line.say)}</Text>
            {line.words && <pre className={classes.quote}>{line.words}</pre>}
          </li>
        ))}
      </ol>
    </section>
  )
}
