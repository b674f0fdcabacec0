import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './preview.module.css'

interface FallbackFieldProps {
  /** The variable in words. */
  name: string
  onUse: (text: string) => void
}

/** What stands where a variable has no value. */
export function FallbackField({ name, onUse }: FallbackFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const use = (e: FormEvent) => {
    e.preventDefault()
    e.stopPropagation()
    if (text.trim()) onUse(text.trim())
  }
  return (
    <form className={classes.fallback} onSubmit={use}>
      <TextInput
        size="xs"
        label={t('templates.instead_of', { name })}
        placeholder={t('templates.missing_example')}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        maxLength={200}
      />
      <Button type="submit" size="xs" variant="default" disabled={!text.trim()}>
        {t('templates.put_in')}
      </Button>
    </form>
  )
}
