import { TagsInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { type ValueProps, withPoint } from './value-control'
import classes from './values.module.css'

interface TypedValuesProps extends ValueProps {
  /** Numbers rather than texts. */
  numeric?: boolean
}

/** Values that are typed, any of which may hold. What is being typed already counts. */
export function TypedValues({ slot, values, onChange, wrong, numeric }: TypedValuesProps) {
  const { t } = useTranslation()
  const [typing, setTyping] = useState('')
  const read = (text: string) => (numeric ? withPoint(text) : text).trim()
  // The word that is being typed stands last in the values.
  const word = read(typing)
  const tags = word !== '' && values.at(-1) === word ? values.slice(0, -1) : values
  const type = (text: string) => {
    setTyping(text)
    const next = read(text)
    onChange(next === '' || tags.includes(next) ? tags : [...tags, next])
  }
  return (
    <TagsInput
      aria-label={say(slot.label)}
      className={classes.options}
      value={tags}
      classNames={{ pill: classes.typed, inputField: tags.length > 0 ? classes.typing : '' }}
      onChange={(next) => {
        setTyping('')
        onChange([...new Set(next.map(read))].filter((v) => v !== ''))
      }}
      searchValue={typing}
      onSearchChange={type}
      placeholder={
        tags.length === 0 ? t(numeric ? 'filters.type_number' : 'filters.type_text') : ''
      }
      inputMode={numeric ? 'decimal' : 'text'}
      splitChars={numeric ? [';'] : []}
      maxTags={slot.max}
      error={wrong}
    />
  )
}
