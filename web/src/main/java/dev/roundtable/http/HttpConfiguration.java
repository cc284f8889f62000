package dev.roundtable.http;

import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.type.LogicalType;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	/**
	 * A number is no text and a list has no gaps: what is sent is taken as it is, or
	 * refused.
	 */
	@Bean
	JsonMapperBuilderCustomizer strictJson() {
		return (json) -> json.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.changeDefaultNullHandling((nulls) -> nulls.withContentNulls(Nulls.FAIL))
			.withCoercionConfig(LogicalType.Textual, (texts) -> {
				for (CoercionInputShape shape : CoercionInputShape.values()) {
					if (shape != CoercionInputShape.String && shape != CoercionInputShape.EmptyString) {
						texts.setCoercion(shape, CoercionAction.Fail);
					}
				}
			});
	}

	@Bean
	FilterRegistrationBean<RequestGuard> requestGuard() {
		var filter = new FilterRegistrationBean<>(new RequestGuard());
		filter.setOrder(-300);
		return filter;
	}

}
