# Vorhersage der Geschwindigkeit (quadratische Funktion) für jeden Zeitpunkt
def function(t, params):
    a, b, c = params  # Koeffizienten: größte Potenz zuerst
    return a * t**2 + b * t + c

# %%
def mse(vorhersagen, zielwerte):
    """Mittlerer quadratischer Fehler."""
    abweichung = vorhersagen - zielwerte
    return (abweichung ** 2).mean()

# %%
def apply_step(params, prn=True):
    vorhersage = function(time, params)
    verlust = mse(vorhersage, speed)
    verlust.backward()
    params.data -= lr * params.grad  # gegen den Gradienten
    params.grad = None
    if prn:
        print("RMSE:", verlust.item() ** 0.5)
    return vorhersage

# %%
def train(params, epochs, tolerance=None):
    werte = []
    for _ in range(epochs):
        werte.append(mse(apply_step(params, False), speed).item() ** 0.5)
        if tolerance is not None and len(werte) > 1 and werte[-2] - werte[-1] < tolerance:
            break
    return werte
