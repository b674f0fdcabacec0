import { ActionIcon, Button, Stack, TagsInput, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { KeySelect } from './key-select'
import classes from './leads.module.css'
import type { RulesProps } from './rules-fields'

/** Rules "Label: value": what stands behind a label goes to a field. */
export function LabelRules({ rules, product, change, problems }: RulesProps) {
  const { t } = useTranslation()
  const { labels } = rules
  const put = (i: number, part: Partial<crm.LeadLabel>) =>
    change({ labels: labels.map((rule, n) => (n === i ? { ...rule, ...part } : rule)) })
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('incoming.labels_help')}
      </Text>
      {labels.map((rule, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rules have nothing but their place
        <div key={i} className={classes.pair}>
          <TagsInput
            aria-label={t('incoming.label', { n: i + 1 })}
            placeholder={rule.labels.length > 0 ? undefined : t('incoming.label_like')}
            splitChars={[',', ';', ':']}
            acceptValueOnBlur
            value={rule.labels}
            onChange={(list) => put(i, { labels: list })}
            error={fieldError(problems, `rules.labels[${i}].labels`)}
          />
          <KeySelect
            aria-label={t('incoming.goes', { n: i + 1 })}
            product={product}
            nowhere={t('incoming.left_out')}
            value={rule.key}
            onChange={(key) => put(i, { key })}
            error={fieldError(problems, `rules.labels[${i}].key`)}
          />
          <ActionIcon
            aria-label={t('incoming.label_remove', { n: i + 1 })}
            onClick={() => change({ labels: labels.filter((_, n) => n !== i) })}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {fieldError(problems, 'rules.labels') && labels.length === 0 && (
        <Text size="xs" c="var(--mantine-color-error)">
          {fieldError(problems, 'rules.labels')}
        </Text>
      )}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => change({ labels: [...labels, { labels: [], key: '' }] })}
        >
          {t('incoming.label_add')}
        </Button>
      </div>
    </Stack>
  )
}
