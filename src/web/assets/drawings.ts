/** How far the door of the drawing stands open: what happened to the person, in one picture. */
export type Door = 'open' | 'ajar' | 'closed';

const wall = '#191b39';
const frame = '#3b3f78';
const leafLight = '#4a4f95';
const leafDark = '#2b2e60';
const light = '#f7bd55';
const glow = '#fff1d0';

/** The mark: an arched door with light behind it. Works from 16 pixels on. */
export const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#2a2d60"/>
<path d="M8 28V13a8 8 0 0 1 16 0v15z" fill="${light}"/>
<path d="M8 28V13a8 8 0 0 1 8-8v20z" fill="${wall}"/>
<circle cx="13.4" cy="17" r="1.3" fill="${light}"/>
</svg>`;

const doorway = 'M150 560V250a90 90 0 0 1 180 0v310z';

/** A door in a night-blue wall; it opens wide, stands ajar, or lets only a line of light through. */
export function drawDoor(door: Door): string {
  const { behindFrame, inFront } = scenes[door];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 700">
<defs>
<linearGradient id="light" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${glow}"/><stop offset="1" stop-color="${light}"/></linearGradient>
<linearGradient id="floor" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light}" stop-opacity=".85"/><stop offset="1" stop-color="${light}" stop-opacity="0"/></linearGradient>
<radialGradient id="halo"><stop offset="0" stop-color="${light}" stop-opacity=".38"/><stop offset="1" stop-color="${light}" stop-opacity="0"/></radialGradient>
</defs>
${behindFrame}
<path d="M0 560h150M330 560h150" stroke="${frame}" stroke-width="3"/>
<path d="M138 560V250a102 102 0 0 1 204 0v310" fill="none" stroke="${frame}" stroke-width="12"/>
${inFront}
</svg>`;
}

const scenes: Readonly<Record<Door, { readonly behindFrame: string; readonly inFront: string }>> = {
  open: {
    behindFrame: `<ellipse cx="240" cy="370" rx="240" ry="330" fill="url(#halo)"/>
<path d="M150 560h180l120 140H30z" fill="url(#floor)"/>
<path d="${doorway}" fill="url(#light)"/>`,
    inFront: `<path d="M144 562V252c0-56-18-98-42-104-26-6-44 32-44 92v382z" fill="${leafLight}"/>
<path d="M130 384V262c0-40-12-70-28-74-18-4-30 22-30 66v144zM130 404v144l-58 40V420z" fill="${leafDark}"/>
<circle cx="66" cy="409" r="6" fill="${light}"/>`,
  },
  ajar: {
    behindFrame: `<ellipse cx="296" cy="380" rx="184" ry="300" fill="url(#halo)"/>
<path d="M262 560h68l110 140H250z" fill="url(#floor)"/>
<path d="${doorway}" fill="url(#light)"/>`,
    inFront: `<path d="M150 561V250c0-56 26-96 66-96 38 0 56 40 56 96v334z" fill="${leafLight}"/>
<path d="M168 382V256c0-44 18-78 48-80 26 0 38 34 38 78v132zM168 402l86 4v152l-86-12z" fill="${leafDark}"/>
<circle cx="263" cy="396" r="6.5" fill="${light}"/>`,
  },
  closed: {
    behindFrame: `<ellipse cx="240" cy="568" rx="200" ry="60" fill="url(#halo)"/>
<path d="M150 564h180l50 60H100z" fill="url(#floor)" opacity=".55"/>
<path d="${doorway}" fill="${leafLight}"/>
<path d="M172 372V254a68 68 0 0 1 136 0v118zM172 394h136v144H172z" fill="${leafDark}"/>
<path d="M150 556h180v6H150z" fill="${light}"/>
<circle cx="318" cy="384" r="7" fill="${light}"/>`,
    inFront: '',
  },
};
