import { Group, Text, Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { ErrorFileButton } from './error-file-button'
import classes from './imports.module.css'
import { RowsBox } from './rows-box'

interface BadRowsProps {
  out: api.CheckImportOut
  ask: api.CheckImportIn
}

/** The rows that stay out, each with its reasons, and all of them as a file to mend. */
export function BadRows({ out, ask }: BadRowsProps) {
  const { t } = useTranslation()
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('imports.bad_title', { count: out.bad })}</Title>
        <ErrorFileButton ask={ask} />
      </Group>
      <RowsBox label={t('imports.bad_title', { count: out.bad })}>
        <table className={classes.rows} data-kind="bad">
          <thead>
            <tr>
              <th scope="col">{t('imports.line')}</th>
              <th scope="col">{t('imports.reasons')}</th>
              <th scope="col">{t('imports.row')}</th>
            </tr>
          </thead>
          <tbody>
            {out.badRows.map((bad) => (
              <tr key={bad.line}>
                <td className="num">{bad.line}</td>
                <td>
                  {bad.problems.map((p) => (
                    <Text key={p.path + p.key} size="sm">
                      {p.path && <b>{p.path}: </b>}
                      {say(p)}
                    </Text>
                  ))}
                </td>
                <td>
                  <Text size="sm" c="dimmed" lineClamp={2} title={bad.row.join(' · ')}>
                    {bad.row.filter(Boolean).join(' · ')}
                  </Text>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </RowsBox>
      {out.bad > out.badRows.length && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('imports.bad_more', { count: out.bad - out.badRows.length })}
        </Text>
      )}
    </section>
  )
}
