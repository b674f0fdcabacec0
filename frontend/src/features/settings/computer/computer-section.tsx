import { Button, Radio, Stack, Switch, Text, Title } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { problemsOf } from '@/components/ui/problems'
import { Say } from '@/components/ui/say'
import { FormSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import classes from '../settings.module.css'
import { useComputer, useSaveComputer } from './api'
import { UpdateFields } from './update-fields'

/** This computer: start at login, what closing means, new versions. Only in the window. */
export function ComputerSection() {
  const { data, error } = useComputer()
  if (error) return <ErrorBox error={error} />
  if (!data) return <FormSkeleton />
  return <ComputerForm data={data} />
}

export function ComputerForm({ data }: { data: api.ComputerOut }) {
  const { t } = useTranslation()
  const [edits, setEdits] = useState<Partial<crm.Computer & { atLogin: boolean }>>({})
  const saver = useSaveComputer()
  const problems = problemsOf(saver.error)
  const { atLogin, ...computer } = { atLogin: data.atLogin, ...data.computer, ...edits }
  const dirty =
    atLogin !== data.atLogin || JSON.stringify(computer) !== JSON.stringify(data.computer)
  const change = (part: typeof edits) => setEdits((e) => ({ ...e, ...part }))
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const saved = () => {
      setEdits({})
      toast({ title: t('settings.saved') })
    }
    saver.mutate({ atLogin, computer }, { onSuccess: saved })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Switch
          label={t('desktop.login')}
          description={
            data.noLogin ? (
              <Say of={data.noLogin} />
            ) : (
              t(data.tray ? 'desktop.login_tray' : 'desktop.login_small')
            )
          }
          checked={atLogin}
          disabled={Boolean(data.noLogin)}
          onChange={(e) => change({ atLogin: e.currentTarget.checked })}
        />
        <Radio.Group
          label={t('desktop.on_close')}
          description={data.tray ? undefined : t('desktop.no_tray')}
          value={computer.onClose || 'ask'}
          onChange={(v) => change({ onClose: v === 'ask' ? '' : (v as 'keep' | 'quit') })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="ask" label={t('desktop.close_asks')} />
            <Radio
              value="keep"
              label={t(data.tray ? 'desktop.close_keeps_tray' : 'desktop.close_keeps_small')}
            />
            <Radio value="quit" label={t('desktop.close_quits')} />
          </Stack>
        </Radio.Group>
        <Title order={2}>{t('desktop.versions')}</Title>
        <Text>{t('desktop.version', { version: data.version })}</Text>
        <UpdateFields data={data} computer={computer} change={change} problems={problems} />
        {problems.length === 0 && <ErrorBox error={saver.error} />}
      </Stack>
      <div className={classes.save}>
        {dirty && (
          <Button variant="default" onClick={() => setEdits({})}>
            {t('settings.discard')}
          </Button>
        )}
        <Button type="submit" disabled={!dirty} loading={saver.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
