import { Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { AddressFields } from './address-fields'
import { CompanyField } from './company-field'
import { type ContactDraft, wholeName } from './state/draft'
import { TagsField } from './tags-field'

interface ContactFormProps {
  draft: ContactDraft
  change: (part: Partial<ContactDraft>) => void
  problems: Problem[]
}

/** The paths whose problems an input of this form shows. */
export const shownPaths = [
  'firstName',
  'lastName',
  'name',
  'company',
  'companyName',
  'website',
  'postal',
  'note',
  'tags',
  'addresses',
]

/** A client as a form: a person, or a company. */
export function ContactForm({ draft, change, problems }: ContactFormProps) {
  const { t } = useTranslation()
  const company = draft.kind === 'company'
  const text = (field: 'firstName' | 'lastName' | 'name' | 'website', label: string) => (
    <TextInput
      label={label}
      required={company && field === 'name'}
      data-autofocus={field === (company ? 'name' : 'firstName') || undefined}
      value={draft[field]}
      onChange={(e) => change({ [field]: e.currentTarget.value })}
      error={fieldError(problems, field)}
    />
  )
  return (
    <Stack gap="md">
      {company ? (
        text('name', t('contacts.field.name'))
      ) : (
        <>
          {wholeName(draft) && text('name', t('contacts.field.whole_name'))}
          <Group grow gap="xs" align="flex-start">
            {text('firstName', t('contacts.field.first_name'))}
            {text('lastName', t('contacts.field.last_name'))}
          </Group>
          <CompanyField
            company={draft.company}
            name={draft.companyName}
            onChange={change}
            error={fieldError(problems, 'company', 'companyName')}
          />
        </>
      )}
      <AddressFields
        channel="email"
        addresses={draft.addresses}
        onChange={(addresses) => change({ addresses })}
        problems={problems}
      />
      <AddressFields
        channel="sms"
        addresses={draft.addresses}
        onChange={(addresses) => change({ addresses })}
        problems={problems}
      />
      {text('website', t('contacts.field.website'))}
      <Textarea
        label={t('contacts.field.postal')}
        autosize
        minRows={2}
        maxRows={5}
        value={draft.postal}
        onChange={(e) => change({ postal: e.currentTarget.value })}
        error={fieldError(problems, 'postal')}
      />
      <TagsField
        tags={draft.tags}
        onChange={(tags) => change({ tags })}
        error={fieldError(problems, 'tags')}
      />
      <Textarea
        label={t('contacts.field.note')}
        autosize
        minRows={3}
        maxRows={12}
        value={draft.note}
        onChange={(e) => change({ note: e.currentTarget.value })}
        error={fieldError(problems, 'note')}
      />
    </Stack>
  )
}
