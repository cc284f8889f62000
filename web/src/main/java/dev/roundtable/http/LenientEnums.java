package dev.roundtable.http;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Choices in addresses and forms in any case; an empty one is none. */
@Component
class LenientEnums implements WebMvcConfigurer {

	@Override
	public void addFormatters(FormatterRegistry registry) {
		registry.addConverterFactory(new ByName());
	}

	@SuppressWarnings("rawtypes")
	private static final class ByName implements ConverterFactory<String, Enum> {

		@Override
		@SuppressWarnings("unchecked")
		public <T extends Enum> Converter<String, @Nullable T> getConverter(Class<T> type) {
			return (name) -> name.isBlank() ? null : (T) Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT));
		}

	}

}
