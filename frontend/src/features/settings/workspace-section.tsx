import { Button, NumberInput, SimpleGrid, Stack, Switch, TextInput, Title } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { CountrySelect, LanguageSelect, ZoneSelect } from '@/components/ui/place-fields'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { toast } from '@/components/ui/toast'
import { useWorkspace } from '@/lib/workspace/workspace'
import { useSaveWorkspace } from './api'
import { BusinessFields } from './business-fields'
import { CapFields } from './cap-fields'
import classes from './settings.module.css'
import { useAskMoves } from './use-ask-moves'

/** The business: name, country, zone, language, and what the product offers. */
export function WorkspaceSection() {
  const { t } = useTranslation()
  const { workspace: w, countries } = useWorkspace()
  const base = savedOf(w)
  const [edits, setEdits] = useState<Partial<api.SaveWorkspaceIn>>({})
  const draft = { ...base, ...edits }
  const saver = useSaveWorkspace()
  const problems = problemsOf(saver.error)
  const change = (part: Partial<api.SaveWorkspaceIn>) => setEdits((e) => ({ ...e, ...part }))
  const dirty = JSON.stringify(draft) !== JSON.stringify(base)
  const askMoves = useAskMoves()
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (!(await askMoves(draft))) return
    saver.mutate(draft, {
      onSuccess: () => {
        setEdits({})
        toast({ title: t('settings.saved') })
      },
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <TextInput
            label={t('settings.name')}
            required
            value={draft.name}
            onChange={(e) => change({ name: e.currentTarget.value })}
            error={fieldError(problems, 'name')}
          />
          <LanguageSelect
            label={t('settings.language')}
            value={draft.language}
            onChange={(v) => change({ language: v })}
            error={fieldError(problems, 'language')}
          />
          <CountrySelect
            label={t('settings.country')}
            description={t('settings.country_words')}
            countries={countries}
            value={draft.country}
            onChange={(v) => change({ country: v })}
            error={fieldError(problems, 'country')}
          />
          <ZoneSelect
            label={t('settings.zone')}
            description={t('settings.zone_words')}
            value={draft.zone}
            onChange={(v) => change({ zone: v })}
            error={fieldError(problems, 'zone')}
          />
          <NumberInput
            label={t('settings.max_parts')}
            description={t('settings.max_parts_words')}
            min={1}
            max={10}
            allowDecimal={false}
            value={draft.maxParts}
            onChange={(v) => change({ maxParts: Number(v) || 0 })}
            error={fieldError(problems, 'maxParts')}
          />
          <NumberInput
            label={t('settings.recall')}
            description={t('settings.recall_words')}
            min={0}
            max={120}
            allowDecimal={false}
            value={draft.recall}
            onChange={(v) => change({ recall: Number(v) || 0 })}
            error={fieldError(problems, 'recall')}
          />
        </SimpleGrid>
        <CapFields draft={draft} change={change} problems={problems} />
        <BusinessFields draft={draft} change={change} problems={problems} />
        <Title order={2}>{t('settings.features')}</Title>
        <Switch
          label={t('settings.internal')}
          description={t('settings.internal_words')}
          checked={draft.internal}
          onChange={(e) => change({ internal: e.currentTarget.checked })}
        />
        <Switch
          label={t('settings.campaigns')}
          description={t('settings.campaigns_words')}
          checked={draft.campaigns}
          onChange={(e) => change({ campaigns: e.currentTarget.checked })}
        />
        <Switch
          label={t('settings.pdf')}
          description={t('settings.pdf_words')}
          checked={draft.pdf}
          onChange={(e) => change({ pdf: e.currentTarget.checked })}
          error={fieldError(problems, 'pdf')}
        />
        <Switch
          label={t('settings.webhooks')}
          description={t('settings.webhooks_words')}
          checked={draft.webhooks}
          onChange={(e) => change({ webhooks: e.currentTarget.checked })}
          error={fieldError(problems, 'webhooks')}
        />
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

/** What this form saves: the public side and counting have settings of their own. */
function savedOf(w: crm.Workspace): api.SaveWorkspaceIn {
  const { testMode: _, setUp: __, public: ___, trackOpens: ____, trackClicks: _____, ...saved } = w
  return saved
}
