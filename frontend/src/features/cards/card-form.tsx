import { Select, Stack, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { FieldInput } from '@/components/ui/field-input'
import { fieldError, otherProblems } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import classes from './cards.module.css'
import type { CardDraft } from './state/draft'

/** A draft of a card while somebody edits it, and what is wrong with it. */
export interface Editing {
  draft: CardDraft
  change: (part: Partial<CardDraft>) => void
  problems: Problem[]
}

// The paths whose problems an input of this form shows.
const shown = ['name', 'status', 'owner', 'fields', 'contact']

/** What is wrong with a save, beyond what the fields say. */
export function FormError({ error, problems }: { error: unknown; problems: Problem[] }) {
  const elsewhere = otherProblems(problems, shown)
  if (!error || (problems.length > 0 && elsewhere.length === 0)) return null
  return <ErrorBox error={error} />
}

/** Name and owner. */
export function CardFields({ draft, change, problems }: Editing) {
  const { t } = useTranslation()
  const { users } = useWorkspace()
  const owners = users.filter((u) => u.active || u.id === draft.owner)
  return (
    <Stack gap="sm">
      <Title order={2} className={classes.heading}>
        {t('cards.details')}
      </Title>
      <TextInput
        label={t('cards.column.name')}
        required
        value={draft.name}
        onChange={(e) => change({ name: e.currentTarget.value })}
        error={fieldError(problems, 'name')}
      />
      <Select
        label={t('cards.column.owner')}
        placeholder={t('cards.no_owner')}
        clearable
        data={owners.map((u) => ({ value: u.id, label: u.name }))}
        value={draft.owner || null}
        onChange={(owner) => change({ owner: owner ?? '' })}
        error={fieldError(problems, 'owner')}
      />
    </Stack>
  )
}

/** The product's own fields; a file needs a card first. */
export function OwnFields({ draft, change, problems }: Editing) {
  const { t } = useTranslation()
  const { fields, needs } = useProduct()
  const required = (id: string) =>
    needs.some((n) => n.field === id && n.statuses.includes(draft.status))
  if (fields.length === 0) return null
  return (
    <Stack gap="sm">
      <Title order={2} className={classes.heading}>
        {t('cards.fields')}
      </Title>
      {fields
        .filter((f) => f.type !== 'file')
        .map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            required={required(field.id)}
            value={draft.fields[field.id] ?? null}
            onChange={(value) => change({ fields: { ...draft.fields, [field.id]: value } })}
            error={fieldError(problems, `fields.${field.id}`, `fields[${field.id}]`)}
          />
        ))}
    </Stack>
  )
}
