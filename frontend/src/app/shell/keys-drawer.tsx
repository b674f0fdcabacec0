import { Group, Kbd, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'

const parts: [string, [string[], string][]][] = [
  [
    'everywhere',
    [
      [['?'], 'help'],
      [['Ctrl', 'K'], 'find'],
      [['Esc'], 'close'],
    ],
  ],
  [
    'go',
    [
      [['G', 'D'], 'today'],
      [['G', 'C'], 'cards'],
      [['G', 'T'], 'tasks'],
      [['G', 'A'], 'automations'],
      [['G', 'O'], 'outbox'],
      [['G', 'S'], 'settings'],
    ],
  ],
  [
    'lists',
    [
      [['↑', '↓'], 'walk'],
      [['Enter'], 'open'],
      [['Space'], 'choose'],
    ],
  ],
  [
    'tasks',
    [
      [['N'], 'new_task'],
      [['J', 'K'], 'walk'],
      [['X'], 'done'],
      [['E'], 'edit'],
      [['S'], 'tomorrow'],
    ],
  ],
  [
    'grid',
    [
      [['Enter'], 'edit'],
      [['Ctrl', 'Enter'], 'open'],
      [['Shift', '↓'], 'choose_more'],
      [['Ctrl', 'A'], 'choose_all'],
    ],
  ],
  [
    'board',
    [
      [['Space'], 'lift'],
      [['←', '→'], 'status'],
      [['Esc'], 'back'],
    ],
  ],
  [
    'steps',
    [
      [['↑', '↓'], 'walk'],
      [['Alt', '↑'], 'move_step'],
      [['Ctrl', 'D'], 'copy_step'],
      [['Delete'], 'delete_step'],
      [['Ctrl', 'Z'], 'undo'],
      [['Ctrl', 'Y'], 'redo'],
      [['Ctrl', 'S'], 'save_all'],
    ],
  ],
  [
    'order',
    [
      [['Space'], 'lift'],
      [['↑', '↓'], 'move'],
      [['Esc'], 'back'],
    ],
  ],
]

/** The keys that do something. */
export function KeysDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <SideDrawer open onClose={onClose} title={t('shell.keys')}>
      <Stack gap="lg">
        {parts.map(([part, keys]) => (
          <section key={part}>
            <Title order={3} mb={6}>
              {t(`shell.keys_part.${part}`)}
            </Title>
            {keys.map(([caps, what]) => (
              <Group key={what} justify="space-between" py={4}>
                <Text>{t(`shell.key.${what}`)}</Text>
                <span>
                  {caps.map((c) => (
                    <Kbd key={c} ml={4}>
                      {c}
                    </Kbd>
                  ))}
                </span>
              </Group>
            ))}
          </section>
        ))}
      </Stack>
    </SideDrawer>
  )
}
