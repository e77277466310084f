"""Turn a PDF into one that looks scanned: grey images, a little askew and grainy, no text; always the same bytes."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

DPI = 150
QUALITY = 38  # of the JPEG, up to 100: readable, about 150 kB a page
_GRAIN = 3.0  # standard deviation of the noise, in grey levels of 256
_ASKEW = (0.7, -0.4, 0.5)  # degrees, page after page


def scan(data: bytes, *, mark: str) -> bytes:
    """Return a PDF with an image of each page of the PDF *data*; *mark* becomes its title, as a scanner sets it."""
    noise = np.random.default_rng(seed=12)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setTitle(mark)
    pdf = pypdfium2.PdfDocument(data)
    for number in range(len(pdf)):
        page = pdf[number]
        width, height = page.get_size()
        grey = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        turned = grey.rotate(_ASKEW[number % len(_ASKEW)], resample=Image.Resampling.BICUBIC, fillcolor=250)
        levels = np.asarray(turned, dtype=np.float32) * 0.93 + noise.normal(6.0, _GRAIN, (turned.height, turned.width))
        jpeg = io.BytesIO()
        Image.fromarray(levels.clip(0, 255).astype(np.uint8)).save(jpeg, "JPEG", quality=QUALITY)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(jpeg), 0, 0, width, height)
        canvas.showPage()
    pdf.close()
    canvas.save()
    return buffer.getvalue()
