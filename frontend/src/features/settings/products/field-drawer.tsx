import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { SideDrawer } from '@/components/ui/side-drawer'
import { toast } from '@/components/ui/toast'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useSaveFields } from '../api'
import { FieldChoices } from './field-choices'
import { FieldDefault, FieldRequired } from './field-rules'
import { FieldTypeInput } from './field-type-input'
import { hasChoices } from './field-types'

interface FieldDrawerProps {
  view: api.ProductView
  field: crm.Field
  onClose: () => void
}

/** A custom field as a form: its name, type, choices, and what new cards and statuses ask of it. */
export function FieldDrawer({ view, field, onClose }: FieldDrawerProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(field)
  const saver = useSaveFields()
  const change = (part: Partial<crm.Field>) => setDraft((d) => ({ ...d, ...part }))
  const place = field.id ? view.fields.findIndex((f) => f.id === field.id) : view.fields.length
  const problems = problemsOf(saver.error)
  const wrong = (...paths: string[]) =>
    fieldError(problems, ...paths.map((path) => `fields[${place}].${path}`))
  const form = useFocusError(saver.error)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    const fields = view.fields.toSpliced(place, 1, draft)
    saver.mutate(
      { product: view.product.id, fields },
      {
        onSuccess: () => {
          toast({ title: t('settings.field_saved', { name: draft.name.trim() }) })
          onClose()
        },
      },
    )
  }
  const shownProblems = problems.some((p) => p.path.startsWith(`fields[${place}].`))
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={field.id ? field.name : t('settings.add_field')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            form="field"
            loading={saver.isPending}
            disabled={!draft.name.trim()}
          >
            {t('common.save')}
          </Button>
        </>
      }
    >
      <form id="field" ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('settings.field_label')}
            required
            data-autofocus={field.id === '' || undefined}
            value={draft.name}
            onChange={(e) => change({ name: e.currentTarget.value })}
            error={wrong('name')}
          />
          <FieldTypeInput
            view={view}
            field={draft}
            onChange={change}
            onChanged={onClose}
            error={wrong('type', 'currency')}
          />
          {hasChoices(draft.type) && (
            <FieldChoices
              product={view.product.id}
              field={draft}
              onChange={(choices) => change({ choices })}
              error={wrong('choices')}
            />
          )}
          <FieldRequired
            view={view}
            value={draft.requiredFrom}
            onChange={(requiredFrom) => change({ requiredFrom })}
            error={wrong('requiredFrom')}
          />
          <FieldDefault
            field={draft}
            onChange={(value) => change({ default: value })}
            error={wrong('default')}
          />
          <Textarea
            label={t('settings.help')}
            description={t('settings.help_words')}
            autosize
            minRows={2}
            value={draft.help}
            onChange={(e) => change({ help: e.currentTarget.value })}
            error={wrong('help')}
          />
          {!shownProblems && <ErrorBox error={saver.error} />}
        </Stack>
      </form>
    </SideDrawer>
  )
}
