import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { toast, toastError } from '@/components/ui/toast'
import { useFormat } from '@/lib/format/use-format'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import { useAnswerSurge, useSurge } from './api'
import classes from './surge.module.css'

/** A day has far more messages than usual: nothing goes to clients until a person answers. */
export function SurgeBanner() {
  const surge = useSurge().data
  return surge?.open ? <Question surge={surge} /> : null
}

function Question({ surge }: { surge: api.SurgeOut }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { messages, usual, day, waiting } = surge
  const today = day === format.today
  return (
    <section className={classes.banner} aria-label={t('surge.region')}>
      <IconAlertTriangle size={20} aria-hidden className={classes.icon} />
      <div className={classes.text}>
        <Text fw={600}>
          {t(today ? 'surge.title' : 'surge.title_day', {
            count: messages,
            usual: format.number(usual),
            day: format.near(day),
          })}
        </Text>
        <Text size="sm">{t('surge.text', { count: waiting })}</Text>
        <Sources sequences={surge.sequences} />
      </div>
      <Answers waiting={waiting} />
    </section>
  )
}

/** Whose messages wait, each a door to its automation. */
function Sources({ sequences }: { sequences: api.SurgeSequence[] }) {
  const { number } = useFormat()
  return (
    <ul className={classes.sources}>
      {sequences.slice(0, 3).map((q) => (
        <li key={q.id}>
          <Anchor component={Link} to={paths.automation(q.product, q.id)} size="sm">
            {q.name}
          </Anchor>{' '}
          <span className="num">{number(q.messages)}</span>
        </li>
      ))}
    </ul>
  )
}

function Answers({ waiting }: { waiting: number }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const confirm = useConfirm()
  const answer = useAnswerSurge()
  const ask = async (choice: api.AnswerSurgeIn['answer']) => {
    const yes = await confirm({
      title: t(`surge.ask_${choice}.title`),
      children: t(`surge.ask_${choice}.text`),
      consequences: [t('surge.ask_count', { count: waiting })],
      action: t(`surge.${choice}`),
      danger: choice === 'recall',
    })
    if (!yes) return
    answer.mutate(choice, {
      onSuccess: (job) => toast({ title: say(job.result) }),
      onError: toastError,
    })
  }
  return (
    <Group gap="xs" className={classes.answers}>
      <Anchor component={Link} to={paths.outbox()} search={{ state: 'queued' } as never} size="sm">
        {t('surge.look')}
      </Anchor>
      {admin ? (
        <>
          <Button
            size="xs"
            variant="outline"
            color="red"
            disabled={answer.isPending}
            onClick={() => void ask('recall')}
          >
            {t('surge.recall')}
          </Button>
          <Button size="xs" loading={answer.isPending} onClick={() => void ask('go')}>
            {t('surge.go')}
          </Button>
        </>
      ) : (
        <Text size="sm">{t('surge.admins')}</Text>
      )}
    </Group>
  )
}
