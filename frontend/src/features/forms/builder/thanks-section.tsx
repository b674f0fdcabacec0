import { SegmentedControl, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { SectionProps } from './section-props'
import { usePageWords } from './use-page-words'

/** What a visitor sees in the end: a text of ours, or a page of the business. */
export function ThanksSection({ settings, problems, readOnly, onChange }: SectionProps) {
  const { t } = useTranslation()
  const page = usePageWords(settings.language)
  const { thanks } = settings
  const [wanted, setWanted] = useState(thanks.address ? 'address' : 'text')
  const way = thanks.address ? 'address' : wanted
  return (
    <>
      <SegmentedControl
        fullWidth
        aria-label={t('form.thanks.way')}
        data={[
          { value: 'text', label: t('form.thanks.text_way') },
          { value: 'address', label: t('form.thanks.address_way') },
        ]}
        value={way}
        onChange={(next) => {
          setWanted(next)
          if (next === 'text') onChange({ thanks: { ...thanks, address: '' } })
        }}
        readOnly={readOnly}
      />
      {way === 'text' ? (
        <Textarea
          label={t('form.thanks.text')}
          placeholder={page('form.page.thanks_text')}
          value={thanks.text}
          onChange={(e) => onChange({ thanks: { ...thanks, text: e.currentTarget.value } })}
          error={fieldError(problems, 'thanks.text')}
          readOnly={readOnly}
          autosize
          minRows={2}
          maxRows={8}
        />
      ) : (
        <TextInput
          label={t('form.thanks.address')}
          description={t('form.thanks.address_help')}
          placeholder="https://www.example.com/multumim"
          type="url"
          value={thanks.address}
          onChange={(e) => onChange({ thanks: { ...thanks, address: e.currentTarget.value } })}
          error={fieldError(problems, 'thanks.address')}
          readOnly={readOnly}
        />
      )}
    </>
  )
}
