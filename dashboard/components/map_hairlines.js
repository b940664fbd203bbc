// Lines one pixel of the screen wide. A border is two vertices here where deck.gl's LineLayer takes four and
// projects each of them twice: the national map has thirty thousand.

const uniforms = `layout(std140) uniform hairlineUniforms { vec4 color; } hairline;`;
const module = {name: "hairline", vs: uniforms, fs: uniforms, uniformTypes: {color: "vec4<f32>"}};

const vs = `#version 300 es
#define SHADER_NAME hairline-layer-vertex-shader
in vec2 positions;
void main(void) {
  vec3 position = vec3(positions, 0.0);
  vec4 common_position;
  geometry.worldPosition = position;
  gl_Position = project_position_to_clipspace(position, vec3(0.0), vec3(0.0), common_position);
  geometry.position = common_position;
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}`;

const fs = `#version 300 es
#define SHADER_NAME hairline-layer-fragment-shader
precision highp float;
out vec4 fragColor;
void main(void) {
  fragColor = hairline.color;
  DECKGL_FILTER_COLOR(fragColor, geometry);
}`;

// The layer's class: made once deck.gl is there. Its data is two points a line, as binary attribute getPosition.
export const hairlineLayer = ({Layer, project32}, {Model}) =>
  class HairlineLayer extends Layer {
    static layerName = "HairlineLayer";
    static defaultProps = {getPosition: {type: "accessor", value: (row) => row.position}, color: [0, 0, 0, 255]};

    getShaders() {
      return super.getShaders({vs, fs, modules: [project32, module]});
    }

    initializeState() {
      const attributes = this.getAttributeManager();
      attributes.remove(["instancePickingColors"]);
      attributes.add({positions: {size: 2, accessor: "getPosition"}});
      const layout = {topology: "line-list", bufferLayout: attributes.getBufferLayouts(), isInstanced: false};
      this.setState({model: new Model(this.context.device, {...this.getShaders(), ...layout, id: this.props.id})});
    }

    draw() {
      const {model} = this.state;
      model.setVertexCount(this.props.data.length);
      model.shaderInputs.setProps({hairline: {color: this.props.color.map((channel) => channel / 255)}});
      model.draw(this.context.renderPass);
    }
  };
