import { expect, it } from 'vitest'
import { device, isSmall } from './device'

const agents = {
  'Firefox · Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'Edge · Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0',
  'Safari · iOS':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
  'Chrome · Linux':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
  curl: 'curl/8.5.0',
  '': '',
}

it.each(Object.entries(agents))('is named %s', (name, agent) => {
  expect(device(agent)).toBe(name)
  expect(isSmall(agent)).toBe(name.includes('iOS'))
})
