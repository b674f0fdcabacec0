import { ActionIcon, TextInput } from '@mantine/core'
import { IconExternalLink, IconMail, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TypedProps } from './field-input'
import { openOutside } from './out-link'

const kinds = {
  link: { icon: IconExternalLink, type: 'url', scheme: '', act: 'ui.open_link' },
  phone: { icon: IconPhone, type: 'tel', scheme: 'tel:', act: 'ui.call' },
  email: { icon: IconMail, type: 'email', scheme: 'mailto:', act: 'ui.write_email' },
} as const

/** What is typed, as an address that a click can open; "" where it is none. */
export function hrefOf(kind: keyof typeof kinds, value: string): string {
  const text = value.trim()
  if (text === '') return ''
  if (kind === 'phone') return `tel:${text.replace(/[^\d+]/g, '')}`
  if (kind === 'email') return text.includes('@') ? `mailto:${encodeURI(text)}` : ''
  if (/^https?:\/\//i.test(text)) return text
  return text.includes('://') || /^\w+:/.test(text) ? '' : `https://${text}`
}

/** A link, a phone number or an email address, with a button that opens, calls or writes. */
export function AddressField({
  kind,
  value,
  onChange,
  ...rest
}: TypedProps & { kind: keyof typeof kinds }) {
  const { t } = useTranslation()
  const { icon: Icon, type, act } = kinds[kind]
  const text = typeof value === 'string' ? value : ''
  const href = hrefOf(kind, text)
  return (
    <TextInput
      {...rest}
      type={type}
      value={text}
      onChange={(e) => onChange(e.currentTarget.value || null)}
      rightSection={
        href && (
          <ActionIcon
            component="a"
            href={href}
            target={kind === 'link' ? '_blank' : undefined}
            rel="noreferrer"
            aria-label={t(act, { name: text })}
            title={t(act, { name: text })}
            onClick={(e) => openOutside(e, href)}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        )
      }
    />
  )
}
