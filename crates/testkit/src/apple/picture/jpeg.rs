//! A grey JPEG, of which two bits a block are enough.

/// The quantiser of every coefficient, so that one step of the first is two of 256 greys.
const STEP: u8 = 16;

/// A picture that every reader takes.
pub(crate) fn grey(width: u16, height: u16, shade: u8) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    segment(&mut file, 0xdb, &[&[0][..], &[STEP; 64]].concat());
    let mut frame = vec![8];
    frame.extend(height.to_be_bytes());
    frame.extend(width.to_be_bytes());
    // One component, sampled once, by the first table.
    frame.extend([1, 1, 0x11, 0]);
    segment(&mut file, 0xc0, &frame);
    // Of the first coefficient: nothing new is `0`, six bits that follow are `10`.
    segment(&mut file, 0xc4, &table(0x00, [0, 6]));
    // Of the others: the end of the block is `0`. A table of one symbol is allowed; the second is there
    // because some readers doubt it.
    segment(&mut file, 0xc4, &table(0x10, [0, 1]));
    segment(&mut file, 0xda, &[1, 1, 0x00, 0, 63, 0]);
    let across = usize::from(width).div_ceil(8);
    let down = usize::from(height).div_ceil(8);
    scan(&mut file, across * down, shade);
    file.extend([0xff, 0xd9]);
    file
}

fn segment(file: &mut Vec<u8>, marker: u8, data: &[u8]) {
    file.extend([0xff, marker]);
    file.extend(
        u16::try_from(data.len() + 2)
            .unwrap_or_default()
            .to_be_bytes(),
    );
    file.extend(data);
}

/// A table with one code of one bit and one of two.
fn table(class: u8, symbols: [u8; 2]) -> Vec<u8> {
    let mut table = vec![class, 1, 1];
    table.resize(17, 0);
    table.extend(symbols);
    table
}

/// The first block says the shade, each further one that nothing is new.
fn scan(file: &mut Vec<u8>, blocks: usize, shade: u8) {
    // Six bits, the first of them set: from 32 to 63 steps above the middle grey, or below it.
    let steps = 32 + (shade & 31);
    let difference = if shade & 32 == 0 { steps } else { !steps & 63 };
    let mut bits = vec![true, false];
    bits.extend((0..6).rev().map(|bit| difference >> bit & 1 == 1));
    bits.push(false);
    bits.resize(bits.len() + (blocks.max(1) - 1) * 2, false);
    // What is left of the last byte is filled with ones.
    bits.resize(bits.len().div_ceil(8) * 8, true);
    for byte in bits.chunks(8) {
        let byte = byte
            .iter()
            .fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit));
        file.push(byte);
        if byte == 0xff {
            file.push(0);
        }
    }
}
