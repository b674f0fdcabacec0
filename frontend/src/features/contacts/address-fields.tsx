import { ActionIcon, Button, Input, Select, Stack, TextInput, Tooltip } from '@mantine/core'
import { IconMail, IconPhone, IconPlus, IconStar, IconStarFilled, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import classes from './contacts.module.css'
import { type AddressDraft, newAddress, withDefault, without } from './state/draft'

const labels = ['', 'work', 'home', 'mobile', 'other'] as const

interface AddressFieldsProps {
  channel: 'email' | 'sms'
  addresses: AddressDraft[]
  onChange: (addresses: AddressDraft[]) => void
  problems: Problem[]
}

/** The emails, or the phones, of a client; one of them is the default. */
export function AddressFields({ channel, addresses, onChange, problems }: AddressFieldsProps) {
  const { t } = useTranslation()
  const email = channel === 'email'
  const mine = addresses.filter((a) => a.channel === channel)
  const replace = (key: string, part: Partial<AddressDraft>) =>
    onChange(addresses.map((a) => (a.key === key ? { ...a, ...part } : a)))
  return (
    <Input.Wrapper
      labelElement="div"
      label={t(email ? 'contacts.emails' : 'contacts.phones')}
      style={{ containerType: 'inline-size' }}
    >
      <Stack gap={6}>
        {mine.map((a, i) => (
          <AddressField
            key={a.key}
            address={a}
            name={a.typed || t(email ? 'contacts.email_n' : 'contacts.phone_n', { n: i + 1 })}
            label={t(email ? 'contacts.email_n' : 'contacts.phone_n', { n: i + 1 })}
            error={fieldError(problems, `addresses[${addresses.indexOf(a)}]`)}
            onChange={(part) => replace(a.key, part)}
            onDefault={() => onChange(withDefault(addresses, a.key))}
            onRemove={() => onChange(without(addresses, a.key))}
          />
        ))}
      </Stack>
      <Button
        size="compact-xs"
        variant="subtle"
        mt={4}
        leftSection={<IconPlus size={12} />}
        onClick={() => onChange([...addresses, newAddress(channel, mine.length === 0)])}
      >
        {t(email ? 'contacts.add_email' : 'contacts.add_phone')}
      </Button>
    </Input.Wrapper>
  )
}

interface AddressFieldProps {
  address: AddressDraft
  /** What the buttons call it. */
  name: string
  label: string
  error?: string
  onChange: (part: Partial<AddressDraft>) => void
  onDefault: () => void
  onRemove: () => void
}

function AddressField({ address: a, name, label, error, ...on }: AddressFieldProps) {
  const { t } = useTranslation()
  const email = a.channel === 'email'
  const Picture = email ? IconMail : IconPhone
  const Star = a.default ? IconStarFilled : IconStar
  const star = t(a.default ? 'contacts.is_default' : 'contacts.make_default', { address: name })
  return (
    <div className={classes.typed}>
      <TextInput
        type={email ? 'email' : 'tel'}
        aria-label={label}
        leftSection={<Picture size={16} aria-hidden />}
        value={a.typed}
        onChange={(e) => on.onChange({ typed: e.currentTarget.value })}
        error={error}
      />
      <Select
        className={classes.typedLabel}
        aria-label={t('contacts.label_of', { address: name })}
        allowDeselect={false}
        value={a.label}
        onChange={(v) => on.onChange({ label: (v ?? '') as AddressDraft['label'] })}
        data={labels.map((value) => ({ value, label: t(`contacts.label.${value || 'none'}`) }))}
      />
      <Tooltip label={star}>
        <ActionIcon
          size={34}
          aria-label={star}
          aria-pressed={a.default}
          c={a.default ? 'var(--tone-amber)' : undefined}
          onClick={on.onDefault}
        >
          <Star size={16} />
        </ActionIcon>
      </Tooltip>
      <ActionIcon
        size={34}
        aria-label={t('contacts.remove_address', { address: name })}
        onClick={on.onRemove}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  )
}
