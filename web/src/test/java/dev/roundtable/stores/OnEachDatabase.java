package dev.roundtable.stores;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.context.ApplicationContext;

final class OnEachDatabase implements ClassTemplateInvocationContextProvider {

	@Override
	public boolean supportsClassTemplate(ExtensionContext context) {
		return true;
	}

	@Override
	public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
			ExtensionContext context) {
		return Arrays.stream(Database.values()).map(On::new);
	}

	private record On(Database database) implements ClassTemplateInvocationContext {

		@Override
		public String getDisplayName(int index) {
			return "on " + this.database;
		}

		@Override
		public List<Extension> getAdditionalExtensions() {
			return List.of(new Beans(this.database));
		}

	}

	private record Beans(Database database) implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getDeclaringExecutable() instanceof Constructor;
		}

		@Override
		public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
			ApplicationContext application = this.database.application();
			Class<?> type = parameter.getParameter().getType();
			return (type == World.class) ? new World(application) : application.getBean(type);
		}

	}

}
