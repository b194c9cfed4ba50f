// Reads QR codes from the camera: by the browser's own reader, or by qr-scanner where it has none.
const PAUSE_MS = 120;

export async function openCamera(video, address, onText) {
  const native = await nativeReader();
  return native ? readNatively(native, video, onText) : readWithFile(address, video, onText);
}

async function nativeReader() {
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    return formats?.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch (none) {
    return null;
  }
}

async function readNatively(reader, video, onText) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.srcObject = stream;
  await video.play();
  let timer = 0;
  const look = async () => {
    try {
      for (const code of await reader.detect(video)) onText(code.rawValue);
    } catch (notReady) {
      // The first frames may be empty.
    }
    timer = setTimeout(look, PAUSE_MS);
  };
  look();
  return () => {
    clearTimeout(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}

async function readWithFile(address, video, onText) {
  const { default: QrScanner } = await import(address);
  const scanner = new QrScanner(video, (found) => onText(found.data), {
    preferredCamera: "environment",
    maxScansPerSecond: 8,
    returnDetailedScanResult: true,
    calculateScanRegion: wholeFrame,
  });
  await scanner.start();
  return () => scanner.destroy();
}

// People hold cards anywhere; 800 pixels are enough for the code and quick enough for an old phone.
function wholeFrame(video) {
  const scale = Math.min(1, 800 / Math.max(video.videoWidth, video.videoHeight, 1));
  return {
    x: 0,
    y: 0,
    width: video.videoWidth,
    height: video.videoHeight,
    downScaledWidth: Math.round(video.videoWidth * scale),
    downScaledHeight: Math.round(video.videoHeight * scale),
  };
}
