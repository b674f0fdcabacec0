import { TextInput, type TextInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'

interface KindTextProps extends Omit<TextInputProps, 'onChange'> {
  /** Where it stands, "twilio.accountSid": its label and its problems are found there. */
  at: string
  value: string
  onText: (text: string) => void
  problems: Problem[]
}

/** One line of text in the form of a kind of gateway. */
export function KindText({ at, value, onText, problems, ...rest }: KindTextProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t(`sms_gateway.${at}`)}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(e) => onText(e.currentTarget.value)}
      error={fieldError(problems, at)}
      {...rest}
    />
  )
}
