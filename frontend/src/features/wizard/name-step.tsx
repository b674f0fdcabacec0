import { Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { folderName } from '@/components/ui/folder-name'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useFilters, useFolders, useMake, useNames } from './api'
import type { StepProps } from './filter-step'
import { dropDraft, freeName, payloadOf, type WizardStep } from './state/draft'
import classes from './wizard.module.css'
import { WizardEnd } from './wizard-end'

/** Under what name and where; then the automation is saved and its builder opens. */
export function NameStep({
  product,
  draft,
  tell,
  at,
}: StepProps & { at: (step: WizardStep) => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const make = useMake()
  const folders = useFolders(product).data ?? []
  const taken = useNames(product).data ?? []
  const filter = useFilters(product).data?.find((row) => row.filter.id === draft.filter)
  const proposed = filter
    ? freeName(t('wizard.name.of', { filter: filter.filter.name }), taken)
    : ''
  const name = draft.name || proposed
  const folder = draft.folder || (folders.find((f) => f.builtin === 'default')?.id ?? '')
  const problems = problemsOf(make.error)
  const shown = ['name', 'folder', 'description'].some((at) => fieldError(problems, at))
  const submit = () =>
    make.mutate(payloadOf({ ...draft, folder }, product, name), {
      onSuccess: (made) => {
        dropDraft(product)
        go(paths.automation(product, made.sequence.id))
      },
    })
  return (
    <form
      aria-label={t('wizard.step.name')}
      className={classes.step}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md" className={classes.form}>
        <TextInput
          label={t('sequences.field.name')}
          placeholder={proposed}
          description={t('wizard.name.words')}
          value={draft.name}
          onChange={(event) => tell({ name: event.currentTarget.value })}
          error={fieldError(problems, 'name')}
          maxLength={200}
          autoFocus
        />
        <Select
          label={t('sequences.field.folder')}
          data={folders.map((f) => ({ value: f.id, label: folderName(t, f) }))}
          value={folder || null}
          onChange={(id) => tell({ folder: id ?? '' })}
          allowDeselect={false}
          error={fieldError(problems, 'folder')}
        />
        <Textarea
          label={t('sequences.field.description')}
          placeholder={t('wizard.name.description')}
          value={draft.description}
          onChange={(event) => tell({ description: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={5}
          error={fieldError(problems, 'description')}
        />
        {!shown && <ErrorBox error={make.error} />}
        <Text size="sm" c="dimmed">
          {t('wizard.name.then')}
        </Text>
      </Stack>
      <WizardEnd
        onBack={() => at('template')}
        submit
        next={t('wizard.create')}
        loading={make.isPending}
      />
    </form>
  )
}
