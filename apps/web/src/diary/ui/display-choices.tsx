import { themes, type Display } from '../display.js';
import { useOpeningTexts } from '../words/texts.js';

interface DisplayChoicesProps {
  readonly display: Display;
  readonly change: (part: Partial<Display>) => void;
}

export function DisplayChoices({ display, change }: DisplayChoicesProps) {
  const words = useOpeningTexts();
  return (
    <fieldset className="choices">
      <legend>{words.theme}</legend>
      <div className="answers">
        {themes.map((theme) => (
          <label key={theme} className="answer">
            <input
              type="radio"
              name="theme"
              checked={display.theme === theme}
              onChange={() => change({ theme })}
            />
            {words.themes[theme]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
