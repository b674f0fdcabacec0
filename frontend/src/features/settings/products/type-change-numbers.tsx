import { Anchor, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import classes from '../settings.module.css'

interface TypeChangeNumbersProps {
  found: api.TypeChange
  product: string
}

/** What becomes of a field's values: how many stay, how many are lost, and the first of these. */
export function TypeChangeNumbers({ found, product }: TypeChangeNumbersProps) {
  const { t } = useTranslation()
  if (found.values === 0) return <Text>{t('settings.no_values')}</Text>
  return (
    <Stack gap="sm">
      {found.converts > 0 && (
        <Text className={classes.fact}>
          <IconCircleCheck size={18} color="var(--tone-green)" aria-hidden />
          {t('settings.values_convert', { count: found.converts })}
        </Text>
      )}
      {found.choices.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('settings.becomes_choices', {
            count: found.choices.length,
            names: found.choices.slice(0, 12).join(', '),
          })}
        </Text>
      )}
      {found.lost > 0 && (
        <>
          <Text className={classes.fact}>
            <IconAlertTriangle size={18} color="var(--tone-red)" aria-hidden />
            {t('settings.values_lost', { count: found.lost })}
          </Text>
          <Table aria-label={t('settings.lost_examples')} layout="fixed">
            <Table.Tbody>
              {found.examples.map((e) => (
                <Table.Tr key={e.card}>
                  <Table.Td className="clip">
                    <Anchor component={Link} to={paths.card(product, e.card)} inherit>
                      {e.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td className="clip" title={say(e.value)}>
                    {say(e.value)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Stack>
  )
}
