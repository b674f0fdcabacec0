import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { OutLink } from '@/components/ui/out-link'
import { FormSkeleton } from '@/components/ui/skeletons'
import { say } from '@/lib/i18n/say'
import { languages } from '@/lib/i18n/setup'
import { useSnippet } from '../api'
import type { FormRow } from '../contract'
import { NotOpenYet } from './not-open-yet'
import { Snippet } from './snippet'

/** How a form comes onto a website: by its address, in a frame, or as plain HTML. */
export function EmbedDialog({ row, onClose }: { row: FormRow; onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { form } = row
  const [language, setLanguage] = useState(form.language || i18n.language)
  const { data, error, refetch } = useSnippet(form.id, language)
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={
        <Text span fw={600} fz="lg" style={{ overflowWrap: 'anywhere' }}>
          {t('form.embed.title', { name: form.name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!data && !error && <FormSkeleton count={3} />}
      {data && !data.address && <NotOpenYet slug={form.slug} />}
      {data?.address && (
        <Stack gap="lg">
          <Snippet
            title={t('form.embed.address')}
            words={t('form.embed.address_words')}
            text={data.address}
            line
          />
          <Snippet
            title={t('form.embed.frame')}
            words={t('form.embed.frame_words')}
            text={data.frame}
          />
          <Snippet
            title={t('form.embed.plain')}
            words={t('form.embed.plain_words')}
            text={data.plain}
            aside={
              form.language === '' && (
                <SegmentedControl
                  size="xs"
                  aria-label={t('form.preview_language')}
                  value={language}
                  onChange={setLanguage}
                  data={languages.map((value) => ({ value, label: value.toUpperCase() }))}
                />
              )
            }
          />
          <section aria-label={t('form.embed.test')}>
            <Text fw={600}>{t('form.embed.test')}</Text>
            <Text size="sm">
              <OutLink href={data.address} inText>
                {t('form.embed.test_open')}
              </OutLink>{' '}
              {t('form.embed.test_words')}
            </Text>
            <ul style={{ margin: '8px 0 0', paddingLeft: 20, fontSize: 13 }}>
              {data.notes.map((note) => (
                <li key={note.key}>{say(note)}</li>
              ))}
            </ul>
          </section>
        </Stack>
      )}
    </Modal>
  )
}
