import type { merge } from '@wails/go/models'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../text-field'
import { readAddress } from '../state/address'

interface AddressFieldProps {
  label: string
  value: string
  /** Takes what is typed as soon as it can be followed; "" for none. */
  onChange: (href: string) => void
  /** Nothing may stand here. */
  optional?: boolean
  /** Says what is wrong, also before anything was typed. */
  strict?: boolean
  product: string
  variables: merge.Field[]
}

/** Where a link leads: a page, an email address, a number, or a variable that holds one. */
export function AddressField(p: AddressFieldProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(p.value)
  const read = readAddress(typed)
  const blank = typed.trim() === ''
  const wrong = 'problem' in read && !(blank && (p.optional || !p.strict))
  // Another link's address comes from outside.
  useEffect(() => setTyped((now) => (sameAs(now, p.value) ? now : p.value)), [p.value])
  return (
    <TextField
      label={p.label}
      value={typed}
      onChange={(text) => {
        setTyped(text)
        const next = readAddress(text)
        if ('href' in next) p.onChange(next.href)
        else if (text.trim() === '') p.onChange('')
      }}
      error={wrong && 'problem' in read ? t(`editor.address.${read.problem}`) : undefined}
      product={p.product}
      variables={p.variables}
      readOnly={false}
    />
  )
}

function sameAs(typed: string, href: string): boolean {
  const read = readAddress(typed)
  return 'href' in read ? read.href === href : true
}
