import { Button, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import classes from '../settings.module.css'
import { useSaveReachable } from './api'
import { linesOf } from './draft'

/** What webhooks may reach inside one's own network: nothing by itself. */
export function ReachableBox({ saved }: { saved: string[] }) {
  const { t } = useTranslation()
  const base = saved.join('\n')
  const [text, setText] = useState(base)
  const saver = useSaveReachable()
  const problems = problemsOf(saver.error)
  const dirty = linesOf(text).join('\n') !== base
  const save = () =>
    saver.mutate(linesOf(text), { onSuccess: () => toast({ title: t('settings.saved') }) })
  return (
    <section className={classes.box} aria-label={t('webhook.inside')}>
      <Title order={3}>{t('webhook.inside')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('webhook.inside_words')}
      </Text>
      <Textarea
        aria-label={t('webhook.inside')}
        placeholder={'crm.firma.local\n192.168.1.0/24'}
        autosize
        minRows={2}
        maxRows={8}
        className={classes.mono}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        error={fieldError(problems, 'hosts')}
      />
      {problems.length === 0 && <ErrorBox error={saver.error} />}
      {dirty && (
        <div className={classes.save}>
          <Button variant="default" onClick={() => setText(base)} disabled={saver.isPending}>
            {t('settings.discard')}
          </Button>
          <Button onClick={save} loading={saver.isPending}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </section>
  )
}
