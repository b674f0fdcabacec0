import { Button, Stack, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { problemsOf } from '@/components/ui/problems'
import { FormSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import classes from '../settings.module.css'
import { AddressBox } from './address-box'
import { usePublicSide, useSavePublicSide } from './api'
import { MissingBox } from './missing-box'
import { ReachFields } from './reach-fields'

/** What clients open in their browsers: where they find it, and who answers. */
export function PublicSection() {
  const { data, error, refetch } = usePublicSide()
  if (error) return <ErrorBox error={error} onRetry={() => void refetch()} />
  if (!data) return <FormSkeleton />
  return <PublicForm data={data} />
}

function PublicForm({ data }: { data: api.PublicSideOut }) {
  const { t } = useTranslation()
  const saved: api.SavePublicSideIn = { base: data.base, side: data.side }
  const [edits, setEdits] = useState<Partial<api.SavePublicSideIn>>({})
  const saver = useSavePublicSide()
  const draft = { ...saved, ...edits }
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved)
  const problems = problemsOf(saver.error)
  const change = (part: typeof edits) => setEdits((e) => ({ ...e, ...part }))
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const done = () => {
      setEdits({})
      toast({ title: t('settings.saved') })
    }
    saver.mutate(draft, { onSuccess: done })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl">
        <section>
          <Title order={2}>{t('settings.section.public')}</Title>
          <Text size="sm" c="dimmed">
            {t('public.lead')}
          </Text>
        </section>
        <AddressBox
          data={data}
          base={draft.base}
          dirty={dirty}
          onChange={(base) => change({ base })}
          problems={problems}
        />
        <ReachFields
          state={data.state}
          side={draft.side}
          onChange={(side) => change({ side })}
          problems={problems}
        />
        {data.missing.length > 0 && <MissingBox missing={data.missing} />}
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
