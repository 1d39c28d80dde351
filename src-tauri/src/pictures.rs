//! Pictures that testers sent, as the clipboard wants them.

use std::io::Cursor;

use image::{ImageReader, Limits};

/// Wider than any screen that a tester has.
const SIDE_AT_MOST: u32 = 16_384;
/// As many bytes as the largest of them takes decoded.
const BYTES_AT_MOST: u64 = 512 * 1024 * 1024;

/// Red, green, blue and alpha of every pixel, with width and height. The bytes came from a stranger: what
/// would need too much memory is refused.
pub(crate) fn decoded(picture: &[u8]) -> Result<(Vec<u8>, u32, u32), String> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_AT_MOST);
    limits.max_image_height = Some(SIDE_AT_MOST);
    limits.max_alloc = Some(BYTES_AT_MOST);
    let read = || {
        let mut reader = ImageReader::new(Cursor::new(picture)).with_guessed_format()?;
        reader.limits(limits);
        Ok::<_, image::ImageError>(reader.decode()?.into_rgba8())
    };
    let image = read().map_err(|error| {
        format!("This picture can't be put on the clipboard ({error}). Nothing was copied.")
    })?;
    let (width, height) = image.dimensions();
    Ok((image.into_raw(), width, height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_decoded_and_what_is_none_is_refused_in_words() {
        let mut png = Vec::new();
        image::RgbaImage::from_pixel(3, 2, image::Rgba([1, 2, 3, 255]))
            .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
            .unwrap();
        let (pixels, width, height) = decoded(&png).unwrap();
        assert_eq!((width, height, pixels.len()), (3, 2, 24));
        assert_eq!(&pixels[..4], [1, 2, 3, 255]);
        // The same picture, which claims to be larger than any screen.
        png[16..20].copy_from_slice(&u32::MAX.to_be_bytes());
        for bad in [&png[..], b"<svg/>", b""] {
            assert!(decoded(bad).unwrap_err().contains("Nothing was copied"));
        }
    }
}
