import { ActionIcon, Button, Group, Stack, TextInput, Title, Tooltip } from '@mantine/core'
import { IconMail, IconPhone, IconPlus, IconX } from '@tabler/icons-react'
import type { api, crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { AddressNote } from './address-note'
import type { Editing } from './card-form'
import classes from './cards.module.css'

type ContactFieldsProps = Editing & {
  /** Without a heading, where the place says what it is. */
  bare?: boolean
  /** As it is saved: what is known about each address. */
  contact?: crm.Contact
}

/** The card's main contact: person, company, addresses. */
export function ContactFields({ draft, change, problems, contact, bare }: ContactFieldsProps) {
  const { t } = useTranslation()
  const c = draft.contact
  const set = (part: Partial<api.ContactIn>) => change({ contact: { ...c, ...part } })
  return (
    <Stack gap="sm">
      {!bare && (
        <Title order={2} className={classes.heading}>
          {t('cards.contact')}
        </Title>
      )}
      <Group grow gap="xs" align="flex-start">
        <TextInput
          label={t('cards.first_name')}
          value={c.firstName}
          onChange={(e) => set({ firstName: e.currentTarget.value })}
          error={fieldError(problems, 'contact.firstName')}
        />
        <TextInput
          label={t('cards.last_name')}
          value={c.lastName}
          onChange={(e) => set({ lastName: e.currentTarget.value })}
          error={fieldError(problems, 'contact.lastName')}
        />
      </Group>
      <TextInput
        label={t('cards.company')}
        value={c.company}
        onChange={(e) => set({ company: e.currentTarget.value })}
        error={fieldError(problems, 'contact.company')}
      />
      <Addresses
        kind="email"
        values={c.emails}
        onChange={(emails) => set({ emails })}
        error={(i) => fieldError(problems, `contact.emails[${i}]`)}
        contact={contact}
      />
      <Addresses
        kind="phone"
        values={c.phones}
        onChange={(phones) => set({ phones })}
        error={(i) => fieldError(problems, `contact.phones[${i}]`)}
        contact={contact}
      />
    </Stack>
  )
}

interface AddressesProps {
  kind: 'email' | 'phone'
  values: string[]
  onChange: (values: string[]) => void
  error: (index: number) => string | undefined
  contact?: crm.Contact
}

function Addresses({ kind, values, onChange, error, contact }: AddressesProps) {
  const { t } = useTranslation()
  const Picture = kind === 'email' ? IconMail : IconPhone
  const label = t(`cards.${kind}`)
  const lines = values.length > 0 ? values : ['']
  const replace = (i: number, value: string) => onChange(lines.toSpliced(i, 1, value))
  return (
    <div>
      <Stack gap={6}>
        {lines.map((value, i) => {
          const address = contact?.addresses.find((a) => a.typed === value && value !== '')
          const href = address
            ? `${kind === 'email' ? 'mailto' : 'tel'}:${address.value}`
            : undefined
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an address being typed has no other identity
            <div key={i}>
              <TextInput
                type={kind === 'email' ? 'email' : 'tel'}
                label={i === 0 ? label : undefined}
                aria-label={i === 0 ? undefined : t(`cards.${kind}_n`, { n: i + 1 })}
                value={value}
                onChange={(e) => replace(i, e.currentTarget.value)}
                error={error(i)}
                leftSection={<Picture size={16} aria-hidden />}
                rightSectionWidth={i > 0 && href ? 60 : 34}
                rightSection={
                  <Group gap={0} wrap="nowrap">
                    {href && <Use kind={kind} href={href} />}
                    {i > 0 && (
                      <ActionIcon
                        size="sm"
                        aria-label={t('cards.remove_address', { address: value })}
                        onClick={() => onChange(lines.toSpliced(i, 1))}
                      >
                        <IconX size={14} />
                      </ActionIcon>
                    )}
                  </Group>
                }
              />
              {address && <AddressNote address={address} />}
            </div>
          )
        })}
      </Stack>
      {lines.at(-1) !== '' && (
        <Button
          size="compact-xs"
          variant="subtle"
          mt={4}
          leftSection={<IconPlus size={12} />}
          onClick={() => onChange([...lines, ''])}
        >
          {t(`cards.add_${kind}`)}
        </Button>
      )}
    </div>
  )
}

function Use({ kind, href }: { kind: 'email' | 'phone'; href: string }) {
  const { t } = useTranslation()
  const label = t(kind === 'email' ? 'cards.write' : 'cards.call')
  const Picture = kind === 'email' ? IconMail : IconPhone
  return (
    <Tooltip label={label}>
      <ActionIcon component="a" href={href} size="sm" aria-label={label}>
        <Picture size={14} />
      </ActionIcon>
    </Tooltip>
  )
}
