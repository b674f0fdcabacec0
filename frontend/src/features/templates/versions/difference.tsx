import { Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { say } from '@/lib/i18n/say'
import { useDifference } from '../api'
import { lineText } from './line-text'
import classes from './versions.module.css'

interface DifferenceProps {
  template: string
  version: api.VersionRow
}

/** What a version changed, in lines, with the words that differ marked. */
export function Difference({ template, version }: DifferenceProps) {
  const { t } = useTranslation()
  const difference = useDifference(template, '', version.id)
  const { data } = difference
  return (
    <section className={classes.difference} aria-label={t('templates.versions.difference')}>
      <ErrorBox error={difference.error} />
      {data && (
        <Text size="sm" c="dimmed">
          {t('templates.versions.between', { from: data.from.number, to: data.to.number })}
        </Text>
      )}
      {data?.parts.map((part) => (
        <div key={part.part.key}>
          <Title order={3} size="h5" mb={4}>
            {say(part.part)}
          </Title>
          <div className={classes.lines}>
            {part.lines.map((line, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
              <Line key={i} line={line} part={part.part.key} />
            ))}
          </div>
        </div>
      ))}
      {data?.look && <Text size="sm">{t('templates.versions.look')}</Text>}
    </section>
  )
}

const signs = { same: '', added: '+', removed: '−' }

function Line({ line, part }: { line: api.DiffLine; part: string }) {
  const { t } = useTranslation()
  const Tag = { same: 'div', added: 'ins', removed: 'del' }[line.kind] as 'div'
  return (
    <Tag className={classes.diff} data-kind={line.kind}>
      <span className={classes.sign} aria-hidden>
        {signs[line.kind]}
      </span>
      <span>
        {line.words.map((word, i) =>
          word.changed ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
            <mark key={i}>{lineText(t, part, word.text)}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
            <span key={i}>{lineText(t, part, word.text)}</span>
          ),
        )}
        {line.words.length === 0 && ' '}
      </span>
    </Tag>
  )
}
