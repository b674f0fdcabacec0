import { Group, Input, Text, Textarea, TextInput } from '@mantine/core'
import type { merge } from '@wails/go/models'
import { type ClipboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { convertPasted } from './api'
import classes from './editor.module.css'
import { insertText, mayHoldForeign, type TextElement } from './state/insert'
import { written } from './state/variables'
import { VariablePicker } from './variable-picker'

interface TextFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  error: string | undefined
  /** The lines of a longer text; one line without it. */
  rows?: number
  product: string
  variables: merge.Field[]
  readOnly: boolean
}

/** A text with variables: they are inserted at the caret, and pasted ones of MiniCRM become ours. */
export function TextField(p: TextFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const element = useRef<TextElement>(null)
  const [converted, setConverted] = useState(0)
  const insert = (text: string) => element.current && insertText(element.current, text)

  const paste = async (e: ClipboardEvent<TextElement>) => {
    const text = e.clipboardData.getData('text/plain')
    if (!mayHoldForeign(text)) return
    e.preventDefault()
    const ours = await convertPasted(p.product, text).catch(() => ({ text, converted: 0 }))
    insert(p.rows ? ours.text : ours.text.replace(/\s*[\r\n]+\s*/g, ' '))
    setConverted(ours.converted)
    if (ours.converted > 0) announce(t('templates.converted', { count: ours.converted }))
  }
  const shared = {
    id,
    value: p.value,
    onChange: (e: { currentTarget: { value: string } }) => {
      setConverted(0)
      p.onChange(e.currentTarget.value)
    },
    onPaste: (e: ClipboardEvent<TextElement>) => void paste(e),
    error: p.error,
    readOnly: p.readOnly,
  }
  return (
    <div>
      <Group justify="space-between" align="flex-end" mb={4} gap="xs">
        <Input.Label htmlFor={id}>{p.label}</Input.Label>
        {!p.readOnly && (
          <VariablePicker
            fields={p.variables}
            field={p.label}
            onPick={(path) => insert(written(path))}
          />
        )}
      </Group>
      {p.rows ? (
        <Textarea
          {...shared}
          ref={element as React.RefObject<HTMLTextAreaElement>}
          autosize
          minRows={p.rows}
          maxRows={28}
          classNames={{ input: classes.text }}
        />
      ) : (
        <TextInput {...shared} ref={element as React.RefObject<HTMLInputElement>} />
      )}
      {converted > 0 && (
        <Text size="xs" className={classes.converted}>
          {t('templates.converted', { count: converted })}
        </Text>
      )}
    </div>
  )
}
