import { Title } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './imports.module.css'
import { RowsBox } from './rows-box'

/** The first cards as they would be. */
export function GoodRows({ rows }: { rows: api.ImportPreview[] }) {
  const { t } = useTranslation()
  return (
    <section>
      <Title order={2} mb="xs">
        {t('imports.preview')}
      </Title>
      <RowsBox label={t('imports.preview')}>
        <table className={classes.rows} data-kind="good">
          <thead>
            <tr>
              <th scope="col">{t('imports.line')}</th>
              <th scope="col">{t('imports.target.card.name')}</th>
              <th scope="col">{t('imports.target.card.status')}</th>
              <th scope="col">{t('imports.group.contact')}</th>
              <th scope="col">{t('imports.target.contact.email')}</th>
              <th scope="col">{t('imports.target.contact.phone')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.line}>
                <td className="num">{r.line}</td>
                <td className={classes.strong}>{r.name}</td>
                <td>{r.status}</td>
                <td>{r.contact}</td>
                <td>{r.email}</td>
                <td className="num">{r.phone}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </RowsBox>
    </section>
  )
}
